"""Reads every document of feedparser's test suite with both readers and names what differs."""

import calendar
import html
import re
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import feedparser

from comms.adapters.feeds.reading import read
from comms.adapters.feeds.trouble import FeedRefused
from comms.adapters.feeds.values import Item
from comms.core.text import plain
from tests.corpus.differences import reason_for

NOW = datetime(2026, 11, 25, tzinfo=UTC)  # thirty years back is 1996: the suite's dates count
HEADER = re.compile(rb"^Header:\s+([^:]+):(.+)$", re.MULTILINE)
SLOW = 2.0  # seconds of processor for one document


def main() -> int:
    """Print what differs by reason; 1 when something differs without one."""
    with tempfile.TemporaryDirectory() as folder:
        return _compare(_fetched(Path(folder)))


def _fetched(folder: Path) -> Path:
    """Fetch the source distribution of the version we run, and return its tests."""
    wanted = f"feedparser=={version('feedparser')}"
    order = [
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--no-binary",
        ":all:",
        "-d",
        folder,
        wanted,
    ]
    subprocess.run([sys.executable, "-m", *map(str, order)], check=True, timeout=300)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # since 3.11.4
        packed.extractall(folder, **safely)
    return next(folder.glob("feedparser-*/tests"))


def _compare(tests: Path) -> int:
    reasons: Counter[str] = Counter()
    strange: list[str] = []
    files = [each for each in sorted(tests.rglob("*")) if each.is_file() and each.suffix != ".py"]
    for file in files:
        name = str(file.relative_to(tests))
        for what, theirs, ours in _differences(file, name):
            reason = reason_for(what, name)
            reasons[reason or "?"] += 1
            if reason is None:
                strange.append(f"{name}: {what}: {theirs!r:.80} / {ours!r:.80}")
    for reason, count in reasons.most_common():
        print(f"{count:5} {reason}")
    print("\n".join(strange))
    print(f"{len(files)} documents, {len(strange)} differences without a reason")
    return 1 if strange else 0


def _differences(file: Path, name: str) -> Iterator[tuple[str, object, object]]:
    body, url = file.read_bytes(), f"http://127.0.0.1:8097/tests/{name}"
    headers = {
        key.decode().strip().lower(): value.decode().strip() for key, value in HEADER.findall(body)
    }
    began = time.process_time()
    try:
        found = read(body, url, headers, NOW)
    except FeedRefused as refused:
        found = None
        trouble = str(refused.trouble)
    if time.process_time() - began > SLOW:
        yield "slow", SLOW, time.process_time() - began
    known = {"content-type": "application/xml", "content-location": url}
    theirs = feedparser.parse(body, response_headers={**known, **headers})
    if found is None:
        if theirs.entries:
            yield "refused", len(theirs.entries), trouble
        return
    if len(theirs.entries) != len(found.items):
        yield "count", len(theirs.entries), len(found.items)
        return
    for entry, item in zip(theirs.entries, found.items, strict=True):
        yield from _fields(entry, item)


def _fields(entry: Mapping[str, Any], item: Item) -> Iterator[tuple[str, object, object]]:
    said = dict(entry)
    text = (said.get("content") or [{}])[0].get("value", "")
    summary = said.get("summary", "")
    pairs = {
        "title": (_words(said.get("title")), _words(html.escape(item.title or ""))),
        "link": ((said.get("link") or None), item.link),
        "guid": ((said.get("id") or None), item.guid),
        "published": (
            _instant(said.get("published_parsed") or said.get("created_parsed")), item.published
        ),
        "updated": (_instant(said.get("updated_parsed")), item.updated),
        "authors": (list(_names(said)), item.authors),
        "summary": ("" if summary == text and not item.summary else _words(summary),
                    _words(item.summary)),
        "content": (_words(text), _words(item.content)),
        "tags": ([each["term"] for each in said.get("tags", []) if each["term"]], item.tags),
        "enclosures": (
            [each.href for each in said.get("links", []) if each.rel == "enclosure"],
            [each["url"] for each in item.enclosures],
        ),
    }  # fmt: skip
    yield from ((what, *pair) for what, pair in pairs.items() if pair[0] != pair[1])


def _names(said: Mapping[str, Any]) -> Iterator[str]:
    for each in said.get("authors", []):
        if name := each.get("name") or each.get("email"):
            yield " ".join(name.split())


def _words(written: str | None) -> str:
    return " ".join(html.unescape(html.unescape(plain(written or "").text)).split())


def _instant(parsed: time.struct_time | None) -> str | None:
    if parsed is None:
        return None
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    sys.exit(main())
