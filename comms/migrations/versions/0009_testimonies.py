"""Testimonies: what people agreed to; their words are sealed."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = '0009'
down_revision = '0008'


def upgrade() -> None:
    op.create_table('testimonies',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('sealed', sa.Text(), nullable=True),
    sa.Column('lang', sa.Text(), nullable=False),
    sa.Column('for_press', sa.Boolean(), nullable=False),
    sa.Column('for_networks', sa.Boolean(), nullable=False),
    sa.Column('langs', sa.JSON(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('held_by', sa.Integer(), nullable=True),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('made_at', db.Instant(timezone=True), nullable=False),
    sa.Column('touched_at', db.Instant(timezone=True), nullable=False),
    sa.Column('withdrawn_at', db.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['held_by'], ['members.id'], name=op.f('fk_testimonies_held_by')),
    sa.ForeignKeyConstraint(['made_by'], ['members.id'], name=op.f('fk_testimonies_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_testimonies')),
    sa.UniqueConstraint('key', name=op.f('uq_testimonies_key'))
    )
    with op.batch_alter_table('testimonies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_testimonies_touched_at'), ['touched_at'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('testimonies', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_testimonies_touched_at'))

    op.drop_table('testimonies')
