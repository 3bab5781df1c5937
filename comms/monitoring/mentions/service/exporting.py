"""All mentions as a file: for a program, a spreadsheet, a page."""

from collections.abc import Callable, Mapping
from typing import Any

from comms.adapters.sheets.writing import write_csv, write_xlsx
from comms.audit import service as audit
from comms.core.languages import gettext
from comms.core.rights import Actor, number_of
from comms.monitoring.mentions.queries.exporting import SHEET, as_cell, rows

Say = Callable[[Mapping[str, Any]], str]


def export(form: str, *, actor: Actor | None, title: str = "Mentions") -> bytes:
    """Return every mention as a file; `form` is one of `FORMS`. Who asked is written down.

    A member gets those they read; who runs the machine (`actor` None) all.
    """
    audit.record(number_of(actor), "mentions.exported", "mentions", form)
    return FORMS[form](list(rows(actor)), title)


def workbook(columns: Mapping[str, Say], *, actor: Actor, title: str) -> bytes:
    """Return the mentions a member reads as people read them, the last to arrive first.

    `columns`: by its head, what each says of a row. Who asked is written down.
    """
    audit.record(actor.id, "mentions.exported", "mentions", "xlsx")
    found = reversed(list(rows(actor)))
    said = ([say(row) for say in columns.values()] for row in found)
    return write_xlsx(list(columns), said, title)


def _csv(found: list[dict[str, Any]], _title: str) -> bytes:
    return write_csv(SHEET, map(_cells, found))


def _cells(row: dict[str, Any]) -> list[str]:
    return [_published(row) if column == "published" else as_cell(row[column]) for column in SHEET]


def _published(row: dict[str, Any]) -> str:
    """Return when it was published: an instant in UTC, or the day where no hour is known."""
    return as_cell(row["day"] or row["published"])


def _markdown(found: list[dict[str, Any]], _title: str) -> bytes:
    return "".join(_line(row) for row in reversed(found)).encode()


# What would end a link, or begin a tag behind it.
_IN_LINK = str.maketrans({"<": "%3C", ">": "%3E", "\\": "%5C"})


def _line(row: dict[str, Any]) -> str:
    """Return one mention, the title a link where there is an address."""
    title = _quiet(row["title"] or "—")
    named = f"[{title}](<{row['url'].translate(_IN_LINK)}>)" if row["url"] else title
    said = [row["outlet"], _published(row)[:10], ", ".join(row["authors"])]
    said += [gettext("réservé aux abonnés")] if row["access"] else []
    return f"- {named} — {' · '.join(_quiet(each) for each in said if each)}\n"


def _quiet(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    plain = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in plain)


FORMS: dict[str, Callable[[list[dict[str, Any]], str], bytes]] = {
    "csv": _csv,
    "md": _markdown,
}
