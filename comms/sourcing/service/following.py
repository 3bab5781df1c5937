"""Follows a record that changed: what is not out falls back, what is out gets its correction."""

from comms.accounts import queries as accounts
from comms.accounts.models import Member
from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import db
from comms.core.rights import Actor
from comms.figures import queries as figures
from comms.figures.rules import numbers
from comms.pieces import queries as pieces
from comms.pieces import service as piece_service
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import Plan
from comms.pieces.rules.states import LOCKED, State
from comms.posts import service as posts
from comms.posts.rules import PostWords
from comms.releases import service as releases
from comms.releases.rules import ReleaseWords
from comms.sourcing import queries
from comms.sourcing.models import Fallen
from comms.sourcing.rules import drafting


def figure_corrected(event: events.FigureCorrected) -> None:
    """Let every text that gives a figure fall back; draft the correction of those that are out."""
    for piece, used in queries.using("figure", event.key):
        if piece.number not in used:
            continue  # an earlier version gave it, what stands does not
        if piece.state == State.PUBLISHED or piece.left:
            _draft_correction(piece, event)
        if piece.state not in LOCKED:
            row = Fallen(kind="figure", key=event.key, was=event.was, became=event.became)
            _fall_back(piece, row, event.by, f"figure:{event.correction}")


def consent_changed(event: events.ConsentChanged) -> None:
    """Let every text that quotes a person fall back when they agree to something else, or not."""
    for piece, used in queries.using("testimony", event.key):
        if piece.number in used and piece.state not in LOCKED:
            became = None if event.is_withdrawn else ""
            row = Fallen(kind="testimony", key=event.key, was="", became=became)
            _fall_back(piece, row, event.by, f"testimony:{event.occasion}")


def _fall_back(piece: Piece, row: Fallen, by: int | None, occasion: str) -> None:
    row.was_approved = any(each.voided_at is None for each in piece.approvals)
    was_asked = piece.state not in (State.DRAFT, State.CHANGES)
    if not piece_service.bind_anew(piece):
        return
    row.piece_id, row.number, row.at = piece.id, piece.number, clock.now()
    db.session.add(row)
    db.session.flush()
    audit.record(None, "piece.fell_back", "piece", piece.id)
    if row.was_approved or was_asked:
        events.announce(events.PieceFellBack(piece.id, piece.title, piece.author_id, by, occasion))


def _draft_correction(piece: Piece, event: events.FigureCorrected) -> None:
    """Begin the correction of a text that is out, in the name of who corrected the figure."""
    figure = figures.by_key(event.key)
    if figure is None:
        return
    lang, title, body = drafting.correction(
        piece.lang,
        title=piece.title,
        was=numbers.write(event.was, piece.lang),
        key=event.key,
        label=figure.labels.get(piece.lang) or next(iter(figure.labels.values()), event.key),
        is_withdrawn=event.became is None,
    )
    actor = accounts.actor(db.session.get_one(Member, event.by))
    made = _begin(piece, lang, title, body, actor)
    audit.record(event.by, "piece.correction_drafted", "piece", made.id)


def _begin(piece: Piece, lang: str, title: str, body: str, actor: Actor) -> Piece:
    """Begin a text of the same kind, which goes where the one it corrects went."""
    if piece.kind == posts.KIND:
        plan = Plan(channels=pieces.content(piece).plan.channels)
        return posts.begin(PostWords(lang=lang, text=body), plan, actor=actor)
    old = ReleaseWords.of(pieces.content(piece).words)
    words = ReleaseWords(lang=lang, title=title, body=body, place=old.place, contacts=old.contacts)
    went = pieces.content(piece).plan
    plan = Plan(
        channels=went.channels, sendings=tuple(each for each in went.sendings if not each.at)
    )
    return releases.begin(
        releases.with_about(words), plan, actor=actor, campaign_id=piece.campaign_id
    )
