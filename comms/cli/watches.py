"""`flask watches`: keep watches, try them, hold queries against files."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import with_appcontext

import comms.core.query.sentences  # noqa: F401 - teaches why a query is refused
from comms.cli.answer import Said, answers, as_document, fail
from comms.core.languages import gettext
from comms.core.query import Document, Field, Lookout, Query, QueryRefused, Span, read
from comms.core.refusal import Refused
from comms.monitoring.watches import service
from comms.monitoring.watches.queries import listing
from comms.monitoring.watches.queries.trying import trial
from comms.monitoring.watches.service import Words


@click.group("watches")
def command() -> None:
    """Keep watches, try them, hold queries against files."""


@command.command("add")
@click.option("--name", required=True)
@click.option("--query", required=True)
@answers
def add(name: str, query: str) -> Said:
    """Begin a watch."""
    try:
        watch = service.add(name, Words(query), actor=None)
    except QueryRefused as refusal:
        _fail(query, refusal)
    result = {"id": watch.id, "name": watch.name, "query": query, "version": watch.number}
    return Said(result, f"Watch {watch.id}: {watch.name}")


@command.command("list")
@answers
def listed() -> Said:
    """List the watches with their hits of the week."""
    watches, by_week = listing.open_ones(), listing.hits_by_week()
    held = listing.versions_that_hold(each.id for each in watches)
    result = [
        {
            "id": each.id,
            "name": each.name,
            "query": held[each.id].query,
            "version": each.number,
            "hits_week": by_week[each.id][-1] if each.id in by_week else 0,
        }
        for each in watches
    ]
    lines = [f"{each['id']:>4}  {each['hits_week']:>4}  {each['name']}" for each in result]
    return Said(result, "\n".join(lines) or "No watch yet.")


@command.command("try")
@click.option("--query", required=True)
@click.option("--days", type=click.IntRange(1, 3650), default=30, show_default=True)
@answers
def tried(query: str, days: int) -> Said:
    """Show what a query would have caught of what is kept."""
    found = trial(_read(query), None, days)
    result = {
        "hits": found.hits,
        "terms": [{"term": term, "adds": adds} for term, adds in found.adds],
        "sample": [
            {
                "entry": each.article.id,
                "title": each.article.document.title,
                "spans": _spans(each.spans),
            }
            for each in found.samples
        ],
    }
    lines = [f"{found.hits} hits in {days} days", *(f"{n:>6}  {term}" for term, n in found.adds)]
    return Said(result, "\n".join(lines))


@command.command("match")
@click.option("--query", help="One query.")
@click.option("--queries", type=click.Path(), help="A query a line; one that is wrong is told.")
@click.option("--json", is_flag=True, expose_value=False, help="Always so.")
@click.argument("file", type=click.Path())
@with_appcontext
def match(query: str | None, queries: str | None, file: str) -> None:
    """Hold queries against each line {id, title, text, …} of FILE."""
    if (query is None) == (queries is None):
        raise click.UsageError("give --query or --queries")
    typed = _typed(queries) if queries else [str(query)]
    readable: dict[int, Query] = {}
    refused = []
    for number, each in enumerate(typed):
        try:
            readable[number] = read(each)
        except QueryRefused as refusal:
            if query is not None:
                _fail(query, refusal)
            refused.append({"query": each, "at": refusal.at, "reason": _reason(refusal)})
    matches = list(_matches(typed, readable, _lines(file)))
    click.echo(as_document({"matches": matches, "refused": refused}))


def _matches(
    typed: list[str], readable: dict[int, Query], lines: Iterable[str]
) -> Iterator[dict[str, Any]]:
    lookout = Lookout(readable)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        given = _given(line, number)
        for order, spans in lookout.hits(_document(given)).items():
            yield {"query": typed[order], "id": given.get("id"), "spans": _spans(spans)}


def _given(line: str, number: int) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        fail(f"line {number}: give one JSON object {{id, title, text, …}}.")
    return given


def _document(given: dict[str, Any]) -> Document:
    fields = {field.value: given.get(field.value) for field in Field}
    return Document(**{name: "" if text is None else str(text) for name, text in fields.items()})


def _typed(path: str) -> list[str]:
    return [line for line in _lines(path) if line.strip()]


def _lines(path: str) -> Iterator[str]:
    """Yield the lines of a file as given, without their ends."""
    try:
        with Path(path).open(encoding="utf-8-sig") as file:
            for line in file:
                yield line.removesuffix("\n")
    except OSError as error:
        fail(f"{path}: {error.strerror}")
    except UnicodeDecodeError:
        fail(f"{path}: this is not UTF-8 text.")


def _spans(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [{"field": each.field, "start": each.start, "end": each.end} for each in spans]


def _read(query: str) -> Query:
    try:
        return read(query)
    except QueryRefused as refusal:
        _fail(query, refusal)


def _reason(refusal: Refused) -> str:
    return " ".join(refusal.sentences())


def _fail(query: str, refusal: QueryRefused) -> NoReturn:
    """Say where the query is wrong, why, and what was probably meant."""
    under = " " * refusal.at + "^" * max(1, refusal.end - refusal.at)
    lines = [gettext("Caractère %(at)s : %(why)s", at=refusal.at, why=_reason(refusal))]
    if query.isprintable() and len(query) < 200:
        lines += [query, under]
    if refusal.meant:
        lines.append(gettext("Vous vouliez peut-être :"))
        lines += [f"  {each}" for each in refusal.meant]
    fail("\n".join(lines))
