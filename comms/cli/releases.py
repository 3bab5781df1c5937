"""`flask releases`: read a release in from its file, write it out as a document."""

from pathlib import Path

import click

from comms.cli.answer import Said, answers
from comms.core.db import db
from comms.core.refusal import Refused, say
from comms.pieces.models import Piece
from comms.releases import queries, service
from comms.releases.rules import file as files


@click.group("releases")
def command() -> None:
    """Read releases in, write them out as documents."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "email", default="", help="In whose name; else the first administrator's.")
@answers
def take_in(file: Path, email: str) -> Said:
    """Write FILE down as a draft: lines `key: value` between two lines ---, then Markdown."""
    read = files.read(file.read_bytes())
    piece = service.take_in(read, actor=service.author(email))
    warnings = [say(code, facts) for code, facts in service.warnings_of(read)]
    told = {
        "id": piece.id,
        "kind": read.words.kind,
        "lang": piece.lang,
        "title": piece.title,
        "revision": piece.number,
        "warnings": warnings,
    }
    return Said(told, "\n".join([f"{piece.id} {piece.title}", *warnings]))


@command.command("export")
@click.argument("piece_id", metavar="ID", type=int)
@click.option("--format", "form", required=True, type=click.Choice(list(service.FORMATS)))
@click.option("--lang", default="", help="The translation in this language.")
@click.argument(
    "out", required=False, type=click.Path(dir_okay=False, writable=True, path_type=Path)
)
@answers
def write_out(piece_id: int, form: str, lang: str, out: Path | None) -> Said:
    """Write release ID as a document, to stdout or to OUT."""
    piece = _found(piece_id, lang)
    made = service.export(piece, form)
    if out is None:
        return Said(None, document=made)
    out.write_bytes(made)
    return Said({"path": str(out), "bytes": len(made)}, str(out))


def _found(piece_id: int, lang: str) -> Piece:
    piece = db.session.get(Piece, piece_id)
    if piece is None or piece.kind != service.KIND:
        raise Refused(service.ExportWrong.NO_RELEASE, number=piece_id)
    found = queries.in_language(piece, lang)
    if found is None:
        raise Refused(service.ExportWrong.NO_TRANSLATION, number=piece_id, lang=lang)
    return found
