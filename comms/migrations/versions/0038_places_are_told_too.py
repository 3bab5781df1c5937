"""Places outside, told by Apprise beside the people without an account."""

import sqlalchemy as sa
from alembic import op

revision = '0038'
down_revision = '0037'


def upgrade() -> None:
    # Not in a batch: that makes the table anew, whose numbers would begin again.
    op.add_column('alert_guests', sa.Column('target', sa.Text(), server_default='', nullable=False))


def downgrade() -> None:
    op.drop_column('alert_guests', 'target')
