"""mentions whose day alone is known."""

from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from comms.core import db

revision = "0048"
down_revision = "0047"

MENTIONS = sa.table(
    "mentions",
    sa.column("id", sa.BigInteger()),
    sa.column("entry_id", sa.BigInteger()),
    sa.column("published", db.Instant(timezone=True)),
    sa.column("is_day_alone", sa.Boolean()),
)
OPTIONS = sa.table("options", sa.column("name", sa.Text()), sa.column("value", sa.JSON()))


def upgrade() -> None:
    # Not in a batch: that makes the table anew, whose numbers would begin again.
    op.add_column(
        "mentions",
        sa.Column("is_day_alone", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    # A day given by hand without an hour was kept as its beginning: midnight says no hour.
    bind, zone = op.get_bind(), _zone()
    by_hand = sa.select(MENTIONS.c.id, MENTIONS.c.published).where(
        MENTIONS.c.entry_id.is_(None), MENTIONS.c.published.is_not(None)
    )
    for number, published in bind.execute(by_hand).all():
        if f"{published.astimezone(zone):%H:%M:%S}" == "00:00:00":
            bind.execute(
                MENTIONS.update().where(MENTIONS.c.id == number).values(is_day_alone=True)
            )


def _zone() -> ZoneInfo:
    said = op.get_bind().scalar(sa.select(OPTIONS.c.value).where(OPTIONS.c.name == "zone"))
    try:
        return ZoneInfo(said or "Europe/Paris")
    except (ValueError, TypeError, OSError):  # nothing that names a zone
        return ZoneInfo("Europe/Paris")


def downgrade() -> None:
    op.drop_column("mentions", "is_day_alone")
