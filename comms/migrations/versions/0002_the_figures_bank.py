"""the figures bank."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = '0002'
down_revision = '0001'


def upgrade() -> None:
    op.create_table('figures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('labels', sa.JSON(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('method', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('folded', sa.Text(), nullable=False),
    sa.Column('said_by', sa.Integer(), nullable=True),
    sa.Column('said_at', db.Instant(timezone=True), nullable=False),
    sa.Column('checked_by', sa.Integer(), nullable=True),
    sa.Column('checked_at', db.Instant(timezone=True), nullable=True),
    sa.Column('touched_at', db.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['checked_by'], ['members.id'], name=op.f('fk_figures_checked_by')),
    sa.ForeignKeyConstraint(['said_by'], ['members.id'], name=op.f('fk_figures_said_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figures')),
    sa.UniqueConstraint('key', name=op.f('uq_figures_key'))
    )
    with op.batch_alter_table('figures', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_figures_period'), ['period'], unique=False)
        batch_op.create_index(batch_op.f('ix_figures_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_figures_touched_at'), ['touched_at'], unique=False)

    op.create_table('corrections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('figure_id', sa.Integer(), nullable=False),
    sa.Column('was', sa.Text(), nullable=False),
    sa.Column('became', sa.Text(), nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('at', db.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['figure_id'], ['figures.id'], name=op.f('fk_corrections_figure_id')),
    sa.ForeignKeyConstraint(['member_id'], ['members.id'], name=op.f('fk_corrections_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_corrections'))
    )
    with op.batch_alter_table('corrections', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_corrections_figure_id'), ['figure_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('corrections', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_corrections_figure_id'))

    op.drop_table('corrections')
    with op.batch_alter_table('figures', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_figures_touched_at'))
        batch_op.drop_index(batch_op.f('ix_figures_state'))
        batch_op.drop_index(batch_op.f('ix_figures_period'))

    op.drop_table('figures')
