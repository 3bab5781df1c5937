"""newsrooms said of mentions."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    op.create_table(
        "mention_newsrooms",
        sa.Column(
            "mention_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", db.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_mention_newsrooms_by")),
        sa.ForeignKeyConstraint(
            ["mention_id"],
            ["mentions.id"],
            name=op.f("fk_mention_newsrooms_mention_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["outlet_id"],
            ["outlets.id"],
            name=op.f("fk_mention_newsrooms_outlet_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mention_id", name=op.f("pk_mention_newsrooms")),
    )
    op.create_index(op.f("ix_mention_newsrooms_host"), "mention_newsrooms", ["host"])
    op.create_index(op.f("ix_mention_newsrooms_outlet_id"), "mention_newsrooms", ["outlet_id"])


def downgrade() -> None:
    op.drop_table("mention_newsrooms")
