"""hours of guests and places."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    # Not in a batch: that makes the table anew, whose numbers would begin again.
    op.add_column(
        "alert_guests", sa.Column("hour", sa.Integer(), server_default="8", nullable=False)
    )
    op.add_column(
        "alert_guests",
        sa.Column("only_workdays", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("alert_guests", sa.Column("quiet_from", sa.Integer(), nullable=True))
    op.add_column("alert_guests", sa.Column("quiet_to", sa.Integer(), nullable=True))
    op.add_column("alert_guests", sa.Column("zone", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("alert_guests", "zone")
    op.drop_column("alert_guests", "quiet_to")
    op.drop_column("alert_guests", "quiet_from")
    op.drop_column("alert_guests", "only_workdays")
    op.drop_column("alert_guests", "hour")
