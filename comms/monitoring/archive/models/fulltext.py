"""The full-text index over the words of articles: FTS5 on SQLite, GIN on PostgreSQL.

SQLAlchemy has no words for either. Words are cut and folded by us; `ascii` only cuts at the space
between them. What comes is put in by the verb that writes it, in bulk (a trigger costs three times
as much: measured); what goes, by a trigger. A table made anew by a migration loses its trigger,
and the next start gives it back.
"""

from sqlalchemy import Connection, Engine, column, table, text

from comms.core import db as database

INDEX = "entry_index"
# Written once: PostgreSQL uses its index for this very expression and no other.
PG_WORDS = "to_tsvector('simple', title || ' ' || text || ' ' || author)"
# Beginnings of words have no index of their own: it costs as much as all the rest (measured).
_SQLITE = (
    """CREATE VIRTUAL TABLE entry_index USING fts5(
        title, text, author, content='entry_texts', content_rowid='number',
        tokenize='ascii', columnsize=0)""",
    "INSERT INTO entry_index(entry_index) VALUES ('rebuild')",
    # The words of a transaction make one segment (8 MiB of memory), and segments are merged 32 at a
    # time: writing costs two thirds, reading hardly more.
    "INSERT INTO entry_index(entry_index, rank) VALUES ('hashsize', 8388608)",
    "INSERT INTO entry_index(entry_index, rank) VALUES ('automerge', 32)",
    "INSERT INTO entry_index(entry_index, rank) VALUES ('crisismerge', 32)",
)
_TRIGGERS = {
    "entry_texts_gone": """CREATE TRIGGER entry_texts_gone AFTER DELETE ON entry_texts BEGIN
        INSERT INTO entry_index(entry_index, rowid, title, text, author)
        VALUES ('delete', old.number, old.title, old.text, old.author); END""",
}
_POSTGRESQL = (
    "SELECT pg_advisory_xact_lock(706478699)",  # two processes may start at once
    f"CREATE INDEX IF NOT EXISTS ix_entry_texts_words ON entry_texts USING gin ({PG_WORDS})",
)


SHOWN = table(INDEX, *map(column, ("rowid", "title", "text", "author")))


def prepare(engine: Engine) -> None:
    """Make the index where it is missing. Called at each start; mostly only looks."""
    is_sqlite = engine.dialect.name == "sqlite"
    with database.reading(), engine.connect() as connection:
        if not (_missing(connection) if is_sqlite else _misses_words(connection)):
            return
    with engine.begin() as connection:
        for order in _missing(connection) if is_sqlite else _POSTGRESQL:
            connection.execute(text(order))


def _missing(connection: Connection) -> list[str]:
    known = set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
    if "entry_texts" not in known:  # a database that is no database of ours yet
        return []
    table = [] if INDEX in known else [*_SQLITE]
    return table + [order for name, order in _TRIGGERS.items() if name not in known]


def _misses_words(connection: Connection) -> bool:
    known = connection.execute(text("SELECT to_regclass('ix_entry_texts_words')")).scalar()
    return known is None
