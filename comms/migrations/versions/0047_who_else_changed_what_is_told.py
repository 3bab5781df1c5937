"""who else changed what is told of an event."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    # Not in a batch: that makes the table anew, whose numbers would begin again.
    op.add_column(
        "press_events", sa.Column("also_by", sa.JSON(), server_default="[]", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("press_events", "also_by")
