"""press reviews that are asked for."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = "0046"
down_revision = "0045"

WORDS = ("asked_note", "declined_word")
BY = ("asked_by", "declined_by")
AT = ("asked_at", "declined_at")


def upgrade() -> None:
    # Not in a batch: that makes the table anew, whose numbers would begin again.
    for name in WORDS:
        op.add_column(
            "press_reviews", sa.Column(name, sa.Text(), server_default="", nullable=False)
        )
    for name in BY:
        op.add_column("press_reviews", sa.Column(name, sa.Integer(), nullable=True))
    for name in AT:
        op.add_column("press_reviews", sa.Column(name, db.Instant(timezone=True), nullable=True))


def downgrade() -> None:
    for name in (*AT, *BY, *WORDS):
        op.drop_column("press_reviews", name)
