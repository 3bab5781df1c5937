"""The board: two fields to propose, what came from the field, what is made of an idea."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comms.accounts import queries as accounts
from comms.core import clock, panels
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import gettext, moment, ngettext
from comms.core.panels import Answer, Place, TodayCard, TodayRow
from comms.core.paths import own_path
from comms.core.refusal import Refused
from comms.core.rights import Actor, Right
from comms.core.text.typed import typed
from comms.core.web import current_member, flash_refusal, get_or_404, needs
from comms.ideas import queries, service
from comms.ideas.forms import FATES, read_before
from comms.ideas.models import Idea
from comms.ideas.routes.blueprint import bp
from comms.ideas.rules import Fate, Traced
from comms.ideas.service.board import Begin
from comms.media.forms import LOOKS
from comms.media.models import Asset

NEW = timedelta(days=14)  # how long an idea of another stands on Aujourd'hui
_begins: dict[str, Begin] = {}
_illustrated: set[str] = set()


def begins(kind: str, begin: Begin, *, takes_pictures: bool = False) -> None:
    """Have pieces of a kind begun from an idea: its words, its detail, its pictures, who writes."""
    _begins[kind] = begin
    if takes_pictures:
        _illustrated.add(kind)


@bp.get("")
@needs(Right.PROPOSE)
def board() -> str:
    """Show the board; a volunteer sees what became of their own."""
    return _board({})


def _board(typed: dict[str, str], refusals: list[str] | None = None) -> str:
    member = current_member()
    whose = None if member.may(Right.READ) else member.id
    columns = [(fate, FATES[fate], queries.of_fate(fate, whose)) for fate in Fate]
    shown = [idea for _, _, ideas in columns for idea in ideas]
    return render_template(
        "ideas/board.html",
        columns=columns,
        pictures=queries.pictures_of(idea.id for idea in shown),
        things=panels.things((key for idea in shown for key in (idea.source, idea.piece)), member),
        looks=LOOKS,
        links=queries.link_names(),
        now=clock.now(),
        typed=typed,
        refusals=refusals,
        **_words(member),
    )


def _words(member: Actor) -> dict[str, Any]:
    return {
        "names": accounts.names(),
        "may_write": member.may(Right.WRITE),
        "me": member.id,
    }


@bp.post("")
@needs(Right.PROPOSE)
def propose() -> ResponseReturnValue:
    """Put an idea on the board; what was typed stays when it cannot be so."""
    fields = request.form
    words, detail = typed(fields.get("words", "")), typed(fields.get("detail", ""))
    try:
        service.propose(words, detail, fields.get("source", "")[:40], actor=current_member())
    except Refused as refusal:
        return _board({"words": words, "detail": detail}, refusal.sentences()), 422
    flash(gettext("C’est sur le tableau des idées."))
    return redirect(own_path(fields.get("next") or url_for(".board")), 303)


@bp.get("/<int:idea_id>")
@needs(Right.PROPOSE)
def edit(idea_id: int) -> str:
    """Show one idea, to say it better."""
    idea = _own(idea_id)
    stands = {"words": idea.words, "detail": idea.detail, "not_before": idea.not_before}
    return render_template(
        "ideas/edit.html", idea=idea, typed=stands, may_write=current_member().may(Right.WRITE)
    )


@bp.post("/<int:idea_id>")
@needs(Right.PROPOSE)
def change(idea_id: int) -> ResponseReturnValue:
    """Say one better."""
    idea = _own(idea_id)
    said = {name: typed(request.form.get(name, "")) for name in ("words", "detail", "not_before")}
    try:
        service.change(idea, said["words"], said["detail"], actor=current_member())
        if _is_put_off(idea, said["not_before"]):
            service.put_off(idea, *read_before(said), actor=current_member())
    except Refused as refusal:
        page = render_template(
            "ideas/edit.html",
            idea=idea,
            typed=said,
            may_write=current_member().may(Right.WRITE),
            refusals=refusal.sentences(),
        )
        return page, 422
    return redirect(url_for(".board"), 303)


def _is_put_off(idea: Idea, words: str) -> bool:
    """Say whether a form that asks before when it may not leave says another hour."""
    is_asked = "not_before" in request.form and current_member().may(Right.WRITE)
    return is_asked and idea.link_id is not None and words.strip() != idea.not_before


def _own(idea_id: int) -> Idea:
    """Return an idea this person may change: their own, or any for who may write."""
    idea, member = get_or_404(Idea, idea_id), current_member()
    if not member.may(Right.WRITE) and (idea.made_by != member.id or idea.fate != Fate.OPEN):
        abort(403)
    return idea


@bp.post("/<int:idea_id>/write")
@needs(Right.WRITE)
def write(idea_id: int) -> ResponseReturnValue:
    """Begin a piece from an idea, and open it."""
    idea, begin = get_or_404(Idea, idea_id), _begins.get(request.form.get("kind", ""))
    if begin is None:
        abort(404)
    try:
        piece_id = service.write(idea, begin, actor=current_member())
    except Refused as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".board"), 303)
    if idea.not_before:
        flash(gettext("Du terrain : pas avant « %(when)s ».", when=before(idea)))
    if pictures := len(queries.usable_pictures(idea)):
        flash(_about_pictures(pictures, is_taken=request.form["kind"] in _illustrated))
    return redirect(url_for("pieces.open_one", piece_id=piece_id), 303)


def _about_pictures(count: int, *, is_taken: bool) -> str:
    if is_taken:
        return ngettext(
            "L’image de l’idée est dans le contenu : il reste à vérifier les visages et à écrire "
            "son texte alternatif.",
            "Les %(num)d images de l’idée sont dans le contenu : il reste à vérifier les visages "
            "et à écrire leurs textes alternatifs.",
            count,
        )
    return gettext(
        "Un communiqué ne porte pas d’image : celles de l’idée se voient sur sa page de relecture, "
        "et dans Médias."
    )


@bp.post("/<int:idea_id>/aside")
@needs(Right.WRITE)
def put_aside(idea_id: int) -> ResponseReturnValue:
    """Put one aside."""
    service.put_aside(get_or_404(Idea, idea_id), actor=current_member())
    return redirect(own_path(request.form.get("next") or url_for(".board")), 303)


@bp.post("/<int:idea_id>/again")
@needs(Right.WRITE)
def take_up(idea_id: int) -> ResponseReturnValue:
    """Take one up again."""
    service.take_up(get_or_404(Idea, idea_id), actor=current_member())
    return redirect(url_for(".board"), 303)


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return what came by one's own links, and what others proposed, to who may write it."""
    if not actor.may(Right.WRITE):
        return
    dropped = queries.dropped_for(actor.id)
    known, names = {each.id for each in dropped}, accounts.names()
    others = [
        each for each in queries.new_since(clock.now() - NEW, but=actor.id) if each.id not in known
    ]
    pictures = queries.pictures_of(each.id for each in (*dropped, *others))
    mine = tuple(_row(each, _from_field(each), pictures[each.id]) for each in dropped)
    yield TodayCard(Place.DO, gettext("Reçu du terrain"), mine, is_first=True)
    rows = tuple(
        _row(each, names.get(each.made_by or 0, "") or _from_field(each), pictures[each.id])
        for each in others
    )
    yield TodayCard(Place.ASIDE, gettext("Idées proposées"), rows)


def _from_field(idea: Idea) -> str:
    """Say when it came, by whom if they said so, and before when it must not go out."""
    said = (
        moment(idea.made_at),
        idea.said_by,
        gettext("pas avant : %(when)s", when=before(idea)) if idea.not_before else "",
    )
    return " · ".join(filter(None, said))


def before(idea: Idea) -> str:
    """Return the day and the hour before which it must not go out; unread, the words themselves."""
    return moment(idea.not_before_at) if idea.not_before_at else idea.not_before


def _row(idea: Idea, name: str, pictures: Sequence[Asset]) -> TodayRow:
    write_it = url_for("ideas.write", idea_id=idea.id)
    aside = url_for("ideas.put_aside", idea_id=idea.id)
    return TodayRow(
        title=idea.words,
        detail=name,
        url=url_for("ideas.board"),
        answers=(
            Answer(gettext("Écrire un post"), write_it, fields=(("kind", "post"),)),
            Answer(gettext("Mettre de côté"), aside, fields=(("next", "/"),)),
        ),
        template="ideas/_today.html",
        facts={"pictures": pictures, "looks": LOOKS},
    )


def beside_piece(piece_id: int, actor: Actor) -> Markup | None:
    """Return what came from the field with the idea a piece was made of."""
    known = queries.behind(Traced(frozenset({piece_id})))
    shown = [_behind(each, actor) for each in known if each.link_id is not None]
    return Markup("").join(shown) if shown else None


def _behind(idea: Idea, actor: Actor) -> Markup:
    pictures = queries.pictures_of([idea.id])[idea.id]
    return fill(
        "ideas/_behind.html",
        idea=idea,
        before=before(idea),
        may_write=actor.may(Right.WRITE),
        pictures=pictures,
        looks=LOOKS,
    )
