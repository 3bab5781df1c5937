"""How a row of ours is said to the person it is about."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from comms.contacts.book.forms.labels import LANGUAGES
from comms.contacts.law.forms.plain import FIELDS
from comms.core.languages import day, gettext, language_name, moment

Said = Iterable[tuple[object, object]]  # a row: what each of its values is called, the value
Row = tuple[tuple[str, str], ...]
_APART = frozenset({"id", "version", "made_by"})  # numbers of ours, and who of us wrote it


def rows_of(some: Iterable[Said]) -> tuple[Row, ...]:
    """Return rows as they are said; what is empty goes."""
    said = (
        tuple((str(label), text) for label, value in row if (text := _text(value))) for row in some
    )
    return tuple(row for row in said if row)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return gettext("oui") if value else ""
    if isinstance(value, datetime):
        return moment(value, "d MMMM y, H:mm")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple):
        return ", ".join(language_name(each) if each in LANGUAGES else str(each) for each in value)
    return "" if value is None else str(value)


def fields_of(held: Mapping[str, object]) -> Iterator[tuple[object, object]]:
    """Yield columns of a card as they are called; one without a word keeps its name."""
    for name, value in held.items():
        if name not in _APART:
            yield FIELDS.get(name, name), _instant(value) if name.endswith("_at") else value


def _instant(value: object) -> object:
    """Return an instant of a journal, where it stands as text."""
    return datetime.fromisoformat(value) if isinstance(value, str) and value else value
