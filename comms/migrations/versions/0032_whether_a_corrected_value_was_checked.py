"""whether a corrected value was checked."""

import sqlalchemy as sa
from alembic import op

revision = '0032'
down_revision = '0031'


def upgrade() -> None:
    # Of the corrections there are nobody knows: the outside is told none of their values.
    with op.batch_alter_table('corrections', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('was_checked', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    with op.batch_alter_table('corrections', schema=None) as batch_op:
        batch_op.alter_column('was_checked', existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('corrections', schema=None) as batch_op:
        batch_op.drop_column('was_checked')
