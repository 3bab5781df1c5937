"""What stands beside a text about its records: what to bind, what changed, where one is used."""

from collections.abc import Collection, Iterator
from typing import Any

from flask import request, url_for

from comms.core import clock
from comms.core.filling import fill
from comms.core.html import Markup
from comms.core.languages import association_zone, gettext, language, moment
from comms.core.panels import Answer, TodayRow
from comms.core.rights import Actor, Right
from comms.core.web import current_member
from comms.figures import forms as figure_words
from comms.figures import queries as figures
from comms.pieces import queries as pieces
from comms.pieces.forms import KINDS
from comms.pieces.models import Piece
from comms.pieces.routes.around import in_words
from comms.pieces.routes.standing import words_of
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.states import LOCKED
from comms.sourcing import queries
from comms.sourcing.models import Fallen
from comms.sourcing.routes.blueprint import bp
from comms.sourcing.rules.drafting import NOTES
from comms.sourcing.rules.quoting import QuoteWrong
from comms.sourcing.rules.weighing import Unsound
from comms.testimonies import queries as testimonies

MOST_CHIPS = 60  # figures the editor shows at once; the search finds the others
LOOSE = (Unsound.UNBOUND, Unsound.UNBOUND_LIKELY)


@bp.app_context_processor
def beside() -> dict[str, Any]:
    """Let the pages where pieces are written and read show what concerns their records."""
    return {"chips": _chips, "bindings_of": _bindings_of, "draft_languages": list(NOTES)}


def _chips(room: str) -> Markup:
    """Return what one may put into a text: the bar of the editor; without script a list."""
    words = request.args.get("chips", "")
    found = [each for each in figures.listed(words, limit=MOST_CHIPS) if each.state != "withdrawn"]
    return fill(
        "sourcing/_chips.html",
        room=room,
        figures=found,
        words=words,
        label_of=figure_words.label,
        written=figure_words.written,
        period_of=figure_words.period,
        quotes=_quotes(),
    )


def _quotes() -> list[tuple[str, str]]:
    """Return the testimonies one may quote: alias, key."""
    if not current_member().may(Right.WRITE):
        return []
    today = clock.today(association_zone())
    known = [testimonies.agreed(each) for each in testimonies.listed(MOST_CHIPS)]
    valid = [each for each in known if not each.is_withdrawn and (each.until or today) >= today]
    return [(each.alias, each.key) for each in valid]


def _bindings_of(piece: Piece) -> Markup:
    """Return what to do about the numbers of a piece, and what changed under it."""
    kind = kind_of(piece.kind)
    content = pieces.content(piece)
    prose = kind.prose(content.words)
    wrong = queries.findings(piece.kind, prose)
    warned = [each for each in wrong if not each.stands_in_the_way(piece.kind)]
    may_write = current_member().may(Right.WRITE) and piece.state not in LOCKED
    is_edited = request.blueprint == kind.endpoint.partition(".")[0] and may_write
    said = {(each.words.strip(), each.key): each for each in wrong if each.code in LOOSE}
    loose = list(said.values()) if is_edited else []
    fallen = [] if piece.state in LOCKED else _fallen(piece, queries.keys(prose, "testimony"))
    today = clock.today(association_zone())
    unsaid = queries.misquoted(piece.kind, prose, today) if is_edited else []
    return fill(
        "sourcing/_bindings.html",
        kind=piece.kind,
        warnings=[in_words(each.as_obstacle(language()), piece, content) for each in warned],
        loose=loose,
        has_unbound=any(each.code == QuoteWrong.UNBOUND for each in unsaid),
        fallen=[(each, figures.by_key(each.key)) for each in fallen],
        label_of=figure_words.label,
        written=figure_words.written,
    )


def _fallen(piece: Piece, cited: Collection[str]) -> list[Fallen]:
    """Return what changed; who withdrew and is still cited is said by what keeps the text."""
    return [
        each
        for each in queries.fallen(piece)
        if each.kind != "testimony" or each.became is not None or each.key not in cited
    ]


def used(kind: str, key: str, _actor: Actor) -> Iterator[TodayRow]:
    """Return the pieces that name a record, each with the versions that do."""
    for piece, numbers in queries.using(kind, key):
        address = url_for("pieces.open_one", piece_id=piece.id)
        history = url_for("pieces.history", piece_id=piece.id)
        is_now = piece.number in numbers
        said = [str(KINDS[piece.kind]), _versions(numbers)]
        if not is_now:
            said.append(gettext("la version actuelle ne l’emploie plus"))
        if piece.published_at:
            said.append(gettext("publié le %(moment)s", moment=moment(piece.published_at)))
        tag, tone = words_of(piece)
        yield TodayRow(
            title=piece.title or gettext("Sans titre"),
            detail=" · ".join(said),
            url=address,
            tag=tag,
            tone=tone,
            answers=(Answer(gettext("Historique"), history, "get"),),
            lang=piece.lang,
        )


def _versions(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return gettext("version %(number)s", number=numbers[0])
    return gettext("versions %(first)s à %(last)s", first=numbers[0], last=numbers[-1])
