"""outages of sources."""

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = "0049"
down_revision = "0048"

SOURCES = sa.table(
    "sources",
    sa.column("state", sa.Text()),
    sa.column("trouble", sa.Text()),
    sa.column("added_at", db.Instant(timezone=True)),
    sa.column("last_ok", db.Instant(timezone=True)),
    sa.column("unread_since", db.Instant(timezone=True)),
)


def upgrade() -> None:
    op.create_table(
        "source_outages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("since", db.Instant(timezone=True), nullable=False),
        sa.Column("until", db.Instant(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_source_outages_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_outages")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_source_outages_source_id"), "source_outages", ["source_id"])
    op.create_index(op.f("ix_source_outages_until"), "source_outages", ["until"])
    # Not in a batch: that makes the table anew, whose numbers would begin again.
    op.add_column("sources", sa.Column("unread_since", db.Instant(timezone=True), nullable=True))
    # Of those that are not read now only their last success tells since when.
    stands_still = SOURCES.c.state.in_(("paused", "gone"))
    fails = sa.and_(SOURCES.c.state == "active", SOURCES.c.trouble.is_not(None))
    op.execute(
        SOURCES.update()
        .where(sa.or_(stands_still, fails))
        .values(unread_since=sa.func.coalesce(SOURCES.c.last_ok, SOURCES.c.added_at))
    )


def downgrade() -> None:
    op.drop_column("sources", "unread_since")
    op.drop_table("source_outages")
