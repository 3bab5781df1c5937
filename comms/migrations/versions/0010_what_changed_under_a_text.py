"""what changed under a text."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = '0010'
down_revision = '0009'


def upgrade() -> None:
    op.create_table('fallen',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('piece_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('was', sa.Text(), nullable=False),
    sa.Column('became', sa.Text(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('was_approved', sa.Boolean(), nullable=False),
    sa.Column('at', db.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['piece_id'], ['pieces.id'], name=op.f('fk_fallen_piece_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fallen'))
    )
    with op.batch_alter_table('fallen', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_fallen_piece_id'), ['piece_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('fallen', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_fallen_piece_id'))

    op.drop_table('fallen')
