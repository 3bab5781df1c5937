"""empty digests of guests."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    # Not in a batch: that makes the table anew, whose numbers would begin again.
    op.add_column(
        "alert_guests",
        sa.Column("even_empty", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("alert_guests", "even_empty")
