"""A release as others see it: on the page, in a mail, pasted, written out as a document."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from comms.adapters import documents
from comms.adapters.documents import (
    Block,
    Heading,
    Items,
    Line,
    Logos,
    NotPrintable,
    Paper,
    Run,
    blocks_of,
)
from comms.core import options
from comms.core.db import db
from comms.core.filling import fill
from comms.core.html import Markup, render
from comms.core.languages import direction
from comms.core.refusal import Code, Particular, Refused
from comms.media import queries as media
from comms.media.rules import Look, obstacle_to_leaving
from comms.pieces import queries
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import Warned
from comms.pieces.rules.leaving import EMBARGO, Content, Plan
from comms.pieces.rules.letters import Kit, Letter, said_by
from comms.pieces.rules.states import APPROVED, State
from comms.releases import queries as of_languages
from comms.releases import rules
from comms.releases.rules import Document, Lack, ReleaseWords, compose, file, unreadable
from comms.releases.rules.blanks import blanks
from comms.releases.rules.lacking import Stale
from comms.releases.rules.words import is_untranslated
from comms.releases.service import embargo

FORMATS = {
    "md": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
}


class ExportWrong(StrEnum):
    """Why a release cannot be written out."""

    NOT_PRINTABLE = "export.not_printable"
    NO_RELEASE = "export.no_release"
    NO_TRANSLATION = "export.no_translation"


def document(
    words: ReleaseWords, plan: Plan, *, piece_id: int | None, is_draft: bool = False
) -> Document:
    """Return a release as its reader sees it; the page beside the editor shows the embargo."""
    until = embargo.until(piece_id, words, plan)
    return compose(words, leaves=plan.at, embargo=until, is_draft=is_draft)


def letter(content: Content, key: str) -> Letter:
    """Return a release as the mail of one sending; under embargo the subject says so first."""
    words = ReleaseWords.of(content.words)
    plan = content.plan
    until = embargo.until(content.piece, words, plan) or plan.at if key == EMBARGO else None
    made = compose(words, leaves=plan.at, embargo=until)
    subject = f"[{made.embargo}] {made.title}" if made.embargo else made.title
    inner = fill("releases/_document.html", document=made)
    subject = " ".join(subject.splitlines())  # a head with a line break is refused, to everyone
    return Letter(subject=subject, text=as_text(made), html=inner, lang=words.lang)


def as_text(made: Document) -> str:
    """Return a document as plain text, as a journalist copies it."""
    return documents.write("txt", paper(made)).decode()


def lacks(content: Content) -> list[Code]:
    """Return everything a release lacks before anyone is asked to approve it."""
    words = ReleaseWords.of(content.words)
    found: list[Code] = [*_unfilled(words)]
    if any(is_untranslated(words, each) for each in _sources(content.piece)):
        found.append(Lack.UNTRANSLATED)
    if not str(options.get("association")).strip():
        found.append(Lack.ASSOCIATION)
    return [*rules.lacks(words), *found]


def _unfilled(words: ReleaseWords) -> Iterator[Particular]:
    for each in blanks(words.body, str(options.get(f"template.{words.kind}"))):
        facts, span = (("words", each.words),), (each.start, each.end)
        yield Particular(Lack.UNFILLED, facts, place="body", span=span)


def _sources(number: int | None) -> list[ReleaseWords]:
    """Return what the source of a translation said as it was begun, and says now."""
    piece = db.session.get(Piece, number) if number else None
    source = of_languages.source(piece) if piece else None
    if piece is None or source is None:
        return []
    numbers = {source.number, piece.source_number or source.number}
    return [ReleaseWords.of(queries.content(source, each).words) for each in numbers]


def leaves(content: Content) -> Iterator[str]:
    """Yield every text of a release that leaves; one that cannot be rendered, as it is typed."""
    words = ReleaseWords.of(content.words)
    if unreadable(words.body, *words.lines):
        yield from (words.body, *words.lines, words.about)
    else:
        made = document(words, content.plan, piece_id=content.piece)
        yield from said_by(fill("releases/_document.html", document=made))


def warns(piece_id: int, _content: Content) -> list[Warned]:
    """Return that the source of a translation has changed since, which leads there."""
    piece = db.session.get(Piece, piece_id)
    if piece is None or not of_languages.is_behind(piece):
        return []
    return [(Stale.BEHIND, {"piece": piece.source_id})]


def show(content: Content) -> Markup:
    """Return a release as it leaves, for its review."""
    words = ReleaseWords.of(content.words)
    made = document(words, content.plan, piece_id=content.piece)
    return fill("releases/_document.html", document=made, shows_logos=True)


def kit(content: Content, _network: str = "") -> Kit:
    """Return a release as a text to paste where no mail goes, at the hour that ends an embargo."""
    words = ReleaseWords.of(content.words)
    made = compose(words, leaves=content.plan.at, embargo=None)
    return Kit(as_text(made), words.lang)


def export(piece: Piece, form: str) -> bytes:
    """Return a release as a file of one of `FORMATS`; one not approved says that it is a draft.

    Raises:
        Refused: without a title, or with a text that cannot be rendered.
    """
    content = queries.content(piece)
    words = ReleaseWords.of(content.words)
    if not words.title.strip():
        raise Refused(Lack.TITLE)
    if found := unreadable(words.body, *words.lines):
        raise Refused(found)
    is_draft = piece.state not in APPROVED
    if form == "md":
        return _as_file(piece, words, content.plan, is_draft=is_draft).encode()
    over = piece.state == State.PUBLISHED
    until = None if over else embargo.until(piece.id, words, content.plan)
    made = compose(words, leaves=content.plan.at, embargo=until, is_draft=is_draft)
    try:
        return documents.write(form, _on_letterhead(paper(made)))
    except NotPrintable as error:
        raise Refused(ExportWrong.NOT_PRINTABLE) from error


def _as_file(piece: Piece, words: ReleaseWords, plan: Plan, *, is_draft: bool) -> str:
    until = embargo.until(piece.id, words, plan)
    return file.write(
        words,
        leaves=until or plan.at,
        under_embargo=until is not None,
        of=piece.source_id,
        is_draft=is_draft,
    )


def paper(made: Document) -> Paper:
    """Return a document as blocks, for whatever kind of file."""
    return Paper(
        lang=made.lang,
        title=f"{made.draft} · {made.title}" if made.draft else made.title,
        blocks=documents.in_order(_blocks(made)),
        direction=direction(made.lang),
        publisher=options.get("association"),
    )


def _on_letterhead(sheet: Paper) -> Paper:
    """Put the lines of our letterhead above a document; a text to paste has none."""
    lines = [each.strip() for each in str(options.get("letterhead")).splitlines()]
    head = tuple(_line(each, "foot") for each in lines if each)
    return replace(sheet, blocks=(*head, *sheet.blocks))


def _blocks(made: Document) -> list[Block]:
    head = [
        ("draft", made.draft),
        ("kicker", made.mention),
        ("kicker", made.embargo),
        ("dateline", made.dateline),
        ("overline", made.overline),
    ]
    blocks: list[Block] = [_line(text, look) for look, text in head if text]
    blocks.append(Heading(1, (Run(made.title),)))
    if made.subtitle:
        blocks.append(_line(made.subtitle, "subtitle"))
    blocks += blocks_of(render(made.lead), "lead")
    blocks += blocks_of(render(made.body))
    if made.signatories:
        blocks.append(Heading(2, (Run(made.signed_title),)))
        blocks.append(Items(tuple((_line(each.line, "text"),) for each in made.signatories)))
        if logos := _logos(made):
            blocks.append(Logos(logos))
    if made.about:
        blocks.append(Heading(2, (Run(made.about_title),)))
        blocks += [_line(" ".join(part.split("\n")), "text") for part in made.about.split("\n\n")]
    if made.contacts:
        blocks.append(Heading(2, (Run(made.contact_title),)))
        blocks += [_line(each, "foot") for each in made.contacts]
    return blocks


def _logos(made: Document) -> tuple[tuple[bytes, str], ...]:
    """Return the logos of who signs, those that may leave and whose file is there."""
    known = media.numbered(each.logo for each in made.signatories if each.logo)
    shown = []
    for each in made.signatories:
        asset = known.get(each.logo)
        if asset is None or obstacle_to_leaving(Look(asset.look)):
            continue
        path = media.small_of(media.path_of(asset))
        if path.exists():
            shown.append((path.read_bytes(), each.name))
    return tuple(shown)


def _line(text: str, look: str) -> Line:
    return Line((Run(text),), look)
