"""What pieces say on Aujourd'hui and in the search: what waits for this person, what was found."""

from collections.abc import Collection, Iterator

from flask import url_for

from comms.accounts import queries as accounts
from comms.contacts.lists import queries as lists
from comms.core.db import numbered
from comms.core.languages import gettext, language_name, moment, ngettext
from comms.core.panels import Answer, Found, Place, Thing, TodayCard, TodayRow
from comms.core.rights import Actor, Right
from comms.core.text import fold
from comms.pieces import queries
from comms.pieces.forms import KINDS, STATES
from comms.pieces.models import Piece
from comms.pieces.routes.around import in_the_way
from comms.pieces.routes.standing import words_of
from comms.pieces.rules.approval import Obstacle
from comms.pieces.rules.states import State

SCORE = 0.5  # a title found stands below a person found by name


def today(actor: Actor) -> Iterator[TodayCard]:
    """Return what waits for this person, and what nobody approved in time."""
    names = accounts.names()
    late = [_row(each, names, gettext("expiré")) for each in _expired(actor)]
    yield TodayCard(
        Place.DECIDE, gettext("Heure passée sans validation"), tuple(late), in_mail=True
    )
    asked, theirs = _in_review(actor, names)
    decision = gettext("Attend votre décision")
    yield TodayCard(Place.DO, decision, tuple(asked), in_mail=True, asks=True)
    yield TodayCard(Place.DO, gettext("À faire"), tuple(_to_write(actor, names)), in_mail=True)
    yield TodayCard(Place.DO, gettext("Chez les autres"), tuple(theirs), waits=True)


def to_decide(actor: Actor) -> int:
    """Return how many pieces wait for a decision of this person."""
    return len(_expired(actor)) if actor.may(Right.READ) else 0


def _expired(actor: Actor) -> list[Piece]:
    if actor.may(Right.SEND):
        return list(queries.overview(State.EXPIRED))
    return list(queries.of_author(actor.id, State.EXPIRED))


def _to_write(actor: Actor, names: dict[int, str]) -> list[TodayRow]:
    """Return what a person corrects, then writes on."""
    changes = queries.of_author(actor.id, State.CHANGES)
    drafts = queries.of_author(actor.id, State.DRAFT)[:5]
    return [_row(piece, names, str(STATES[State(piece.state)])) for piece in (*changes, *drafts)]


def _in_review(actor: Actor, names: dict[int, str]) -> tuple[list[TodayRow], list[TodayRow]]:
    """Return what waits for the approval of a person, and what of theirs waits for others'."""
    asked, theirs = [], []
    waiting = queries.in_review()
    standings = queries.standings(waiting)
    for piece in waiting:
        found = in_the_way(standings[piece.id], actor)
        if not found:
            asked.append(_row(piece, names, gettext("à valider"), review=True))
        elif piece.author_id == actor.id and Obstacle.HOUR_PASSED not in found:
            theirs.append(_row(piece, names, str(STATES[State.REVIEW]), review=True))
    return asked, theirs


def _row(piece: Piece, names: dict[int, str], tag: str, *, review: bool = False) -> TodayRow:
    endpoint = "pieces.review" if review else "pieces.open_one"
    address = url_for(endpoint, piece_id=piece.id)
    said = [str(KINDS[piece.kind])]
    if piece.lang != "fr":  # a translation often has the title of its source
        said.append(language_name(piece.lang))
    said.append(names.get(piece.author_id or 0, "?"))
    if piece.due_at:
        said.append(moment(piece.due_at))
    return TodayRow(
        title=piece.title or gettext("Sans titre"),
        detail=" · ".join(said),
        url=address,
        tag=tag,
        tone=words_of(piece)[1],
        answers=(Answer(gettext("Ouvrir"), address, "get"),),
        lang=piece.lang,
    )


def of_campaign(campaign_id: int, _actor: Actor) -> Iterator[TodayRow]:
    """Return the pieces that serve a campaign, each with its state."""
    names = accounts.names()
    for piece in queries.of_campaign(campaign_id):
        yield _row(piece, names, words_of(piece)[0], review=True)


def around_campaign(campaign_id: int, _actor: Actor) -> Iterator[TodayCard]:
    """Return the lists that the pieces of a campaign are written to, each once."""
    wanted = {
        list_id
        for content in queries.contents(queries.of_campaign(campaign_id)).values()
        for sending in content.plan.sendings
        for list_id in sending.lists
    }
    rows = tuple(
        TodayRow(title=each.name, detail=_people(each.count), url=_list_page(each.id))
        for each in lists.overview()
        if each.id in wanted
    )
    yield TodayCard(Place.ASIDE, gettext("Listes"), rows)


def _people(count: int) -> str:
    return ngettext("%(num)d personne", "%(num)d personnes", count)


def _list_page(list_id: int) -> str:
    return url_for("contacts.show_list", list_id=list_id)


def found(query: str, limit: int) -> Iterator[Found]:
    """Return the pieces whose title holds a text."""
    folded = fold(query).strip()
    for piece in queries.titled(folded, limit) if len(folded) > 1 else ():
        yield Found(
            kind=str(KINDS[piece.kind]),
            title=piece.title,
            url=url_for("pieces.open_one", piece_id=piece.id),
            detail=words_of(piece)[0],
            score=SCORE,
            lang=piece.lang,
        )


def known(piece_ids: Collection[int], actor: Actor) -> dict[int, Thing]:
    """Return pieces as other rooms name them."""
    found = numbered(Piece, piece_ids) if actor.may(Right.READ) else ()
    return {each.id: _thing(each) for each in found}


def _thing(piece: Piece) -> Thing:
    url = url_for("pieces.open_one", piece_id=piece.id)
    return Thing(piece.title or gettext("Sans titre"), url, piece.lang)
