"""SQLite gives no number twice either: plans, links and keys name rows by number."""

import re
from collections.abc import Callable

from alembic import op
from sqlalchemy import Connection, text

revision = '0036'
down_revision = '0035'

TABLES = """
advocacy_steps alert_guests alert_mails alerts approvals assets audit_lines calling_sessions calls
campaigns channel_slots channels comments contact_addresses contact_exchanges contact_follow_ups
contact_import_changes contact_import_rows contact_lists contact_merges contact_requests
contact_roles corrections cosign_collections cosign_remarks cosign_signatures deliveries devices
dispatches drop_links errata erratum_steps event_guests event_mails fallen figure_series figures
guest_alerts guest_mails ideas invitations invited_partners key_days mailings members
mention_copies mention_people mention_pieces notices outlet_duties outlets partner_kits
partner_links partner_mails pieces press_events press_review_mails press_reviews private_addresses
recovery_codes report_words revisions sessions sources spokespeople stories talking_point_wordings
talking_points tasks testimonies tries watch_hits watch_versions watch_wishes watches
""".split()

# Where the number of a row that is gone may still be said: the acts upon it, by their name there.
TOLD = {
    'advocacy_steps': 'step',
    'contact_import_rows': 'row',
    'contact_lists': 'list',
    'drop_links': 'drop_link',
    'figure_series': 'series',
    'ideas': 'idea',
    'invitations': 'invitation',
    'key_days': 'day',
    'outlets': 'outlet',
    'tasks': 'task',
}
# Guests go, and their links, made from their number, stay in mailboxes: nobody tells how many.
GAP = 1000

PLANNED = """
SELECT max(list.value) FROM revisions,
  json_each(revisions.content, '$.plan.sendings') AS sending,
  json_each(CASE sending.type WHEN 'object' THEN sending.value ELSE '{}' END, '$.lists') AS list
WHERE list.type = 'integer'
"""
ACTED = """
SELECT max(CAST(substr(object, :start) AS INTEGER)) FROM audit_lines WHERE object LIKE :like
"""


def upgrade() -> None:
    bind = op.get_bind()
    if bind.dialect.name != 'sqlite':
        return  # a sequence never goes back
    for name in TABLES:
        _rebuild(bind, name, _with_numbers)
    for name, said in TOLD.items():
        acted = {'start': len(said) + 2, 'like': f'{said}:%'}
        _begin_after(bind, name, bind.scalar(text(ACTED), acted))
    _begin_after(bind, 'contact_lists', bind.scalar(text(PLANNED)))
    _begin_after(bind, 'event_guests', (_last(bind, 'event_guests') or 0) + GAP)


def downgrade() -> None:
    bind = op.get_bind()
    if bind.dialect.name != 'sqlite':
        return
    for name in TABLES:
        _rebuild(bind, name, _without_numbers)


def _with_numbers(sql: str) -> str:
    """Return how a table is made, as SQLAlchemy writes it when no number is given twice."""
    sql, keys = re.subn(r',\s*CONSTRAINT \w+ PRIMARY KEY \(id\)', '', sql)
    sql, ids = re.subn(r'\tid INTEGER NOT NULL', r'\g<0> PRIMARY KEY AUTOINCREMENT', sql, count=1)
    assert (keys, ids) == (1, 1), sql
    return sql


def _without_numbers(sql: str) -> str:
    sql, ids = re.subn(' PRIMARY KEY AUTOINCREMENT', '', sql, count=1)
    assert ids == 1, sql
    name = re.match(r'CREATE TABLE "?(\w+)', sql)
    assert name is not None, sql
    key = f', \n\tCONSTRAINT pk_{name[1].removeprefix("kept_")} PRIMARY KEY (id)'
    return sql[: sql.rindex(')')].rstrip() + key + '\n)'


def _rebuild(bind: Connection, name: str, change: Callable[[str], str]) -> None:
    """Make a table anew with all its rows, as https://www.sqlite.org/lang_altertable.html says.

    A table that goes would take with it what points at it, if foreign keys were held meanwhile.
    """
    assert bind.scalar(text('PRAGMA foreign_keys')) == 0
    made = text("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = :name")
    beside = text(
        'SELECT sql FROM sqlite_schema'
        " WHERE type IN ('index', 'trigger') AND tbl_name = :name AND sql IS NOT NULL"
    )
    sql = bind.execute(made, {'name': name}).scalar_one()
    others = bind.execute(beside, {'name': name}).scalars().all()
    anew = re.sub(rf'^CREATE TABLE "?{name}"? ', f'CREATE TABLE kept_{name} ', sql)
    bind.exec_driver_sql(change(anew))
    bind.exec_driver_sql(f'INSERT INTO kept_{name} SELECT * FROM {name}')
    bind.exec_driver_sql(f'DROP TABLE {name}')
    bind.exec_driver_sql(f'ALTER TABLE kept_{name} RENAME TO {name}')
    for other in others:
        bind.exec_driver_sql(other)


def _last(bind: Connection, name: str) -> int | None:
    known = text('SELECT seq FROM sqlite_sequence WHERE name = :name')
    number: int | None = bind.scalar(known, {'name': name})
    return number


def _begin_after(bind: Connection, name: str, number: int | None) -> None:
    """Let the next number of a table be higher than one that was given, whatever became of it."""
    last = _last(bind, name)
    if number is None or (last is not None and last >= number):
        return
    row = {'name': name, 'number': number}
    if last is None:
        bind.execute(text('INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)'), row)
    else:
        bind.execute(text('UPDATE sqlite_sequence SET seq = :number WHERE name = :name'), row)
