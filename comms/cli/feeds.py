"""`flask feeds`: the sources of the watch, and what intake makes of what they say."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from comms.adapters import feeds
from comms.adapters.feeds import Document, Feed, FeedTrouble
from comms.cli.answer import Said, answers, fail
from comms.core import clock, options
from comms.core.refusal import say
from comms.monitoring.intake.service import polling
from comms.monitoring.sources import queries
from comms.monitoring.sources.forms import said_of, said_why
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.service import following, listing

_ITEM = (
    "title", "link", "guid", "authors", "published", "updated", "summary", "content", "tags",
    "enclosures", "language", "date_trust",
)  # fmt: skip


@click.group("feeds")
def command() -> None:
    """Follow sources, ask them, read what they say."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@answers
def import_list(file: Path) -> Said:
    """Follow every feed of an OPML FILE; fetches nothing."""
    made = listing.import_list(file.read_bytes(), actor=None)
    rejected = [{"url": each.url, "reason": said_why(each)} for each in made.rejected]
    lines = [f"{made.added} added, {made.known} known, {len(rejected)} rejected"]
    lines += [f"  {each['url']}: {each['reason']}" for each in rejected]
    result = {"added": made.added, "known": made.known, "rejected": rejected}
    return Said(result, "\n".join(lines))


@command.command("add")
@click.argument("url")
@answers
def add(url: str) -> Said:
    """Follow the feed at URL, or the one the page at URL announces."""
    found = following.find(url)
    source = following.follow(found, actor=None)
    others = [each.url for each in found.others]
    lines = [f"{source.id} {source.title or source.url}", *(f"  also there: {it}" for it in others)]
    return Said({**_plain(source), "others": others}, "\n".join(lines))


@command.command("list")
@answers
def list_them() -> Said:
    """List the sources and how they are."""
    found = [_plain(each) for each in queries.followed()]
    return Said(found, "\n".join(map(_line, found)))


@command.command("export")
@click.argument("out", required=False, type=click.Path(dir_okay=False, path_type=Path))
@answers
def export_list(out: Path | None) -> Said:
    """Write the sources as OPML to OUT, or to standard output."""
    body = listing.export_list(options.get("association") or "Porte-voix")
    if out is None:
        return Said(body.decode(), body.decode())
    out.write_bytes(body)
    return Said({"path": str(out), "bytes": len(body)}, f"{out}: {len(body)} bytes")


@command.command("poll")
@click.option("--all", "is_all", is_flag=True, help="Whatever their rhythm.")
@answers
def poll(is_all: bool) -> Said:
    """Ask the sources that are due."""
    report = asdict(polling.poll_all() if is_all else polling.poll_due())
    return Said(report, ", ".join(f"{name} {value}" for name, value in report.items()))


@command.command("parse")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--url", default="", help="Where FILE came from.")
@click.option("--header", "headers", multiple=True, help="« Name: value », as it came with it.")
@click.option("--cases", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", is_flag=True, expose_value=False, help="Always so.")
@with_appcontext
def parse(file: Path | None, url: str, headers: tuple[str, ...], cases: Path | None) -> None:
    """Show what intake would keep of FILE, or of each {id, file, url?, headers?} of --cases."""
    if (file is None) == (cases is None):
        raise click.UsageError("give FILE, or --cases FILE.jsonl")
    if cases is not None:
        _parse_cases(cases)
        return
    assert file is not None
    named = dict(_named(each) for each in headers)
    (answer,) = _read_each([Document(_bytes(file), url, named)])
    click.echo(json.dumps(answer, ensure_ascii=False))
    if answer["error"]:
        fail(answer["error"])


def _named(header: str) -> tuple[str, str]:
    name, colon, value = header.partition(":")
    if not colon:
        raise click.UsageError(f"--header {header!r}: give « Name: value »")
    return name.strip().lower(), value.strip()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        fail(f"{file}: {error.strerror}")


def _parse_cases(cases: Path) -> None:
    """Answer one line a case, in their order; a file is found from where the cases lie."""
    ids: deque[Any] = deque()
    for answer in _read_each(_documents(cases, ids)):
        click.echo(json.dumps({"id": ids.popleft(), **answer}, ensure_ascii=False))


def _documents(cases: Path, ids: deque[Any]) -> Iterator[Document]:
    with cases.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                case = json.loads(line)
                headers = {str(k).lower(): str(v) for k, v in (case.get("headers") or {}).items()}
                file = cases.parent / case["file"]
                document = Document(_bytes(file), str(case.get("url") or ""), headers)
            except (ValueError, KeyError, TypeError, AttributeError):
                fail(f"line {number}: give id and file, and url and headers if known.")
            ids.append(case.get("id"))
            yield document


def _read_each(documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    for said in feeds.read_each(documents, clock.now()):
        if isinstance(said, FeedTrouble):
            yield {"error": say(said), "feed": None, "entries": []}
        else:
            yield _as_answer(said)


def _as_answer(feed: Feed) -> dict[str, Any]:
    entries = [{name: _or_null(getattr(item, name)) for name in _ITEM} for item in feed.items]
    head = {"title": feed.title, "link": feed.link, "language": feed.language}
    return {"error": None, "feed": head, "entries": entries}


def _or_null(value: Any) -> Any:
    return None if value == "" else value


def _plain(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "url": source.url,
        "title": source.title,
        "state": source.state,
        "error": said_of(queries.health_of(source, clock.now())),
        "due_at": source.due_at,
        "last_ok": source.last_ok,
        "last_new": source.last_new,
    }


def _line(source: dict[str, Any]) -> str:
    trouble = f" ! {source['error']}" if source["error"] else ""
    return f"{source['id']} {source['state']} {source['title'] or source['url']}{trouble}"
