"""The sentences of the tool and their English: what the code says, what the catalogue lacks.

`python -m tests.house.sentences` brings the catalogue up to date: new sentences come in empty,
those nobody says any more go. Write the English into `messages.po`, then run it again.
"""

import io
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "comms" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
METHODS = [("comms/**.py", "python"), ("jobs/**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def _empty() -> Catalog:
    """Return a catalogue whose head never changes by itself."""
    begun = datetime(2026, 11, 25, tzinfo=UTC)
    return Catalog(
        locale="en",
        project="Porte-voix",
        header_comment="# The sentences of Porte-voix in English; French is said in the code.",
        creation_date=begun,
        revision_date=begun,
        last_translator="Porte-voix",
        language_team="en",
        fuzzy=False,
    )


def said() -> Catalog:
    """Return every sentence the code says, in French, with where it is said."""
    catalogue = _empty()
    found = extract_from_dir(
        ROOT,
        method_map=METHODS,
        keywords=KEYWORDS,
        comment_tags=("Traduction:",),
        directory_filter=lambda path: not Path(path).name.startswith((".", "tests", "node_")),
    )
    for file, _line, sentence, comments, _context in found:
        catalogue.add(sentence, locations=[(file, 0)], auto_comments=comments)
    return catalogue


def kept() -> Catalog:
    """Return the catalogue as it stands."""
    if not CATALOGUE.exists():
        return _empty()
    return read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="en")


def missing() -> Iterator[Message]:
    """Yield the sentences without English."""
    catalogue = kept()
    for message in said():
        known = catalogue.get(message.id)
        if message.id and (known is None or known.fuzzy or not _is_whole(known.string)):
            yield message


def _is_whole(string: object) -> bool:
    parts = string if isinstance(string, (tuple, list)) else (string,)
    return bool(parts) and all(parts)


def keep_compiled() -> None:
    """Compile the catalogue, as `make` does, when it is newer than what the application reads."""
    compiled = CATALOGUE.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= CATALOGUE.stat().st_mtime:
        return
    fresh = compiled.with_suffix(f".{os.getpid()}")
    with fresh.open("wb") as file:
        write_mo(file, kept())
    fresh.replace(compiled)  # whole at once: a server may be reading it


def main() -> int:
    """Bring the catalogue up to date and say what waits for its English."""
    catalogue, known = said(), kept()
    for message in catalogue:
        before = known.get(message.id) if message.id else None
        if before is not None:
            message.string = before.string
        message.locations = []
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, sort_output=True, omit_header=False, width=100)
    keep_compiled()
    waiting = [message.id for message in missing()]
    for sentence in waiting:
        print(sentence)
    print(f"{len(catalogue)} sentences, {len(waiting)} without English", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
