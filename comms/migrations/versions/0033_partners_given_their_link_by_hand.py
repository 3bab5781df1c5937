"""Which partners are given their link by a member, and are not written to unasked."""

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = '0032'


def upgrade() -> None:
    with op.batch_alter_table('invited_partners', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('by_hand', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    with op.batch_alter_table('invited_partners', schema=None) as batch_op:
        batch_op.alter_column('by_hand', existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('invited_partners', schema=None) as batch_op:
        batch_op.drop_column('by_hand')
