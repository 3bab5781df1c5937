"""Pages of a release: begin, write beside its live page, translate, take away as a document."""

from dataclasses import replace

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.adapters.documents import TooMuchPasted, read_pasted
from comms.channels import queries as channels
from comms.contacts.lists import queries as lists
from comms.core import options
from comms.core.filling import fill
from comms.core.languages import CONTENT, gettext, language_name, languages_to_choose, ngettext
from comms.core.refusal import Refused, say
from comms.core.rights import Right
from comms.core.web import current_member, flash_refusal, needs, only_shows
from comms.pieces import queries as pieces
from comms.pieces.forms import read_plan
from comms.pieces.models import Piece
from comms.pieces.routes import (
    around,
    as_typed,
    begin_or_say,
    offered,
    piece_or_404,
    refuse_empty,
    save_or_say,
)
from comms.pieces.rules.leaving import Content, Plan
from comms.releases import queries, service
from comms.releases.forms import FORMAT_NAMES, KIND_NAMES, read_words
from comms.releases.rules import KINDS, ReleaseWords, unreadable
from comms.releases.rules import file as files
from comms.releases.rules.length import length

ZIP = b"PK"  # what a Word file begins with

bp = Blueprint("releases", __name__, url_prefix="/releases")


@bp.get("/new")
@needs(Right.WRITE)
def new() -> str:
    """Show a release that begins with the template of its kind."""
    kind = request.args.get("kind", "")
    words = service.from_template(kind if kind in KIND_NAMES else KINDS[0])
    return render_template(
        "releases/edit.html", words=words, plan=Plan(), piece=None, **_choices(None)
    )


@bp.post("/new")
@needs(Right.WRITE)
def create() -> ResponseReturnValue:
    """Write a new release down."""
    words = service.with_about(read_words(request.form))
    is_empty = not (words.title + words.overline + words.subtitle + words.body).strip()
    return refuse_empty(is_empty, lambda said: _again(words, said)) or begin_or_say(
        lambda plan: service.begin(words, plan, actor=current_member()),
        lambda said: _again(words, said),
    )


@bp.post("/import")
@needs(Right.WRITE)
def take_in() -> ResponseReturnValue:
    """Begin a release from a Word file, or from the tool's own."""
    sent = request.files.get("file")
    content = sent.read() if sent else b""
    try:
        piece = _taken_in(content)
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".new"), 303)
    return redirect(url_for(".edit", piece_id=piece.id), 303)


def _taken_in(content: bytes) -> Piece:
    if not content:
        raise Refused(service.ImportWrong.NO_FILE)
    if not content.startswith(ZIP):
        return service.take_in(files.read(content), actor=current_member())
    piece = service.take_in_word(content, actor=current_member())
    flash(gettext("Les modifications suivies sont acceptées, les commentaires laissés de côté."))
    words = pieces.content(piece).words
    if service.language_of(f"{words['title']}\n{words['body']}"):
        said = gettext(
            "Langue reconnue : %(language)s. Corrigez-la sous « Langue » si ce n’est pas elle.",
            language=language_name(piece.lang),
        )
    else:
        said = gettext("La langue ne se reconnaît pas : choisissez-la sous « Langue ».")
    flash(said)
    return piece


@bp.post("/pasted")
@needs(Right.WRITE)
@only_shows
def pasted() -> ResponseReturnValue:
    """Give what was pasted from Word or a web page as we write it; nothing is kept."""
    try:
        text = read_pasted(request.form.get("html", ""))
    except TooMuchPasted:
        return Response(say(service.ImportWrong.TOO_MUCH_PASTED), 413, mimetype="text/plain")
    return Response(text, mimetype="text/plain")


@bp.get("/<int:piece_id>")
@needs(Right.READ)
def edit(piece_id: int) -> str:
    """Show a release where it is written, its page beside it."""
    piece = piece_or_404(service.KIND, piece_id)
    shown = around(piece)
    words = ReleaseWords.of(shown["content"].words)
    return render_template(
        "releases/edit.html",
        words=words,
        plan=shown["content"].plan,
        **_live(words, shown["content"].plan, piece_id),
        **_tongues(piece),
        **shown,
        **_choices(piece),
    )


@bp.post("/<int:piece_id>")
@needs(Right.WRITE)
def save(piece_id: int) -> ResponseReturnValue:
    """Save a release; the answer to a script is a line that says so."""
    piece = piece_or_404(service.KIND, piece_id)
    words = service.with_signatories(service.with_about(read_words(request.form)), piece)
    return save_or_say(
        piece, lambda plan: Content(words.plain(), plan), lambda said: _again(words, said, piece)
    )


@bp.post("/preview")
@needs(Right.READ)
@only_shows
def preview() -> str:
    """Show a text as its reader will see it; nothing is kept."""
    words = service.with_about(read_words(request.form))
    known = request.args.get("piece", type=int)
    if known:
        words = service.with_signatories(words, piece_or_404(service.KIND, known))
    try:
        plan = read_plan(request.form, options.get("zone"))
    except Refused:
        plan = Plan()
    words = service.with_records(words)
    return str(fill("releases/_page.html", **_live(words, plan, known)))


@bp.get("/<int:piece_id>/export/<form>")
@needs(Right.READ)
def export(piece_id: int, form: str) -> ResponseReturnValue:
    """Give a release as a document; one that is not approved says on it that it is a draft."""
    piece = piece_or_404(service.KIND, piece_id)
    if form not in service.FORMATS:
        abort(404)
    try:
        made = service.export(piece, form)
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".edit", piece_id=piece.id), 303)
    answer = Response(made, mimetype=service.FORMATS[form])
    name = f"communique-{piece.id}-{piece.lang}.{form}"  # never a title: titles name people
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


@bp.post("/<int:piece_id>/translate")
@needs(Right.WRITE)
def translate(piece_id: int) -> ResponseReturnValue:
    """Begin the translation of a release: its words lie there, to be written over."""
    source = piece_or_404(service.KIND, piece_id)
    lang = request.form.get("lang", "")
    if lang not in CONTENT:
        abort(404)
    content = pieces.content(source)
    words = service.with_about(replace(ReleaseWords.of(content.words), lang=lang))
    try:
        plan = Plan(at=content.plan.at)  # whom it goes to is not the same list
        made = service.translate(source, words, plan, actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".edit", piece_id=source.id), 303)
    flash(gettext("Les mots de la source sont là : écrivez la traduction par-dessus."))
    return redirect(url_for(".edit", piece_id=made.id), 303)


@bp.post("/<int:piece_id>/caught-up")
@needs(Right.WRITE)
def catch_up(piece_id: int) -> ResponseReturnValue:
    """Say that a translation says what its source says now."""
    piece = piece_or_404(service.KIND, piece_id)
    service.catch_up(piece, actor=current_member())
    return redirect(url_for(".edit", piece_id=piece.id), 303)


def _tongues(piece: Piece) -> dict[str, object]:
    """Return a release in its other languages, and the languages it is not in yet."""
    source = queries.source(piece)
    found = queries.translations(piece) if source is None else []
    taken = {piece.lang, *(each.lang for each in found)}
    return {
        "source": source,
        "is_behind": queries.is_behind(piece),
        "translations": [(each, each.source_number != piece.number) for each in found],
        "untranslated": [each for each in languages_to_choose() if each[0] not in taken],
    }


def _live(words: ReleaseWords, plan: Plan, piece_id: int | None) -> dict[str, object]:
    """Return the live page, or why the text cannot be shown."""
    wrong = [say(each) for each in unreadable(words.body)]
    return {
        "unreadable": wrong,
        "document": service.document(words, plan, piece_id=piece_id),
        "shows_logos": True,
        "length": length(words.body, words.kind),
    }


def _again(words: ReleaseWords, said: list[str], piece: Piece | None = None) -> ResponseReturnValue:
    """Show what was typed with what is wrong, where it was typed."""
    tongues = _tongues(piece) if piece else {}
    shown = {**as_typed(piece, said), **tongues, "words": words, **_choices(piece)}
    return render_template("releases/edit.html", **shown), 422


def _many(people: int) -> str:
    return ngettext("%(num)d personne", "%(num)d personnes", people)


def _choices(piece: Piece | None) -> dict[str, object]:
    plan = pieces.content(piece).plan if piece else Plan()
    chosen = {number for each in plan.sendings for number in each.lists}
    may_go_to = lists.offered(piece.id if piece else None, chosen)
    return {
        "kinds": KIND_NAMES,
        "formats": FORMAT_NAMES,
        "lists": [(each.id, each.name, _many(each.count)) for each in may_go_to],
        "channels": [(each.id, each.name) for each in channels.open_ones()],
        "slots": offered(),
        "zone": options.get("zone"),
    }
