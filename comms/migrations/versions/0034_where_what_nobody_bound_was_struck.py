"""Where an alias was struck that nothing binds, and where the same words were left."""

import sqlalchemy as sa
from alembic import op

revision = '0034'
down_revision = '0033'


def upgrade() -> None:
    with op.batch_alter_table('testimonies', schema=None) as batch_op:
        batch_op.add_column(sa.Column('struck_where', sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('testimonies', schema=None) as batch_op:
        batch_op.drop_column('struck_where')
