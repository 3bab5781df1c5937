"""Reads pieces: what stands, what would leave, what waits for whom."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.orm import selectinload, undefer

from comms.accounts.models import Member
from comms.core import clock, options
from comms.core.db import db
from comms.core.rights import College
from comms.pieces.models import Comment, Piece, Presence, Revision
from comms.pieces.rules.anchors import Place, follow
from comms.pieces.rules.approval import Given, Standing, holding
from comms.pieces.rules.house import Advice, Heard, heard, places, read
from comms.pieces.rules.kinds import asked_of_all, held_back, kind_of
from comms.pieces.rules.leaving import Content, instants
from comms.pieces.rules.states import ASKS, MISSED, State

A_GLANCE = timedelta(seconds=70)  # a page that stands open says so every 25 seconds
A_MOMENT = timedelta(minutes=10)  # who saved since and has a page open is still at it
JUST_NOW = timedelta(minutes=2)  # who saved since is, though no page of theirs says so


def revision(piece: Piece, number: int | None = None) -> Revision:
    """Return a revision of a piece, the current one by default: read once a session, it stays."""
    at = piece.id, number or piece.number
    read: dict[tuple[int, int], Revision] = db.session.info.setdefault("revisions", {})
    if (known := read.get(at)) is not None and known in db.session:
        return known
    wanted = select(Revision).where(Revision.piece_id == at[0], Revision.number == at[1])
    read[at] = db.session.scalars(wanted.options(undefer(Revision.content))).one()
    return read[at]


def content(piece: Piece, number: int | None = None) -> Content:
    """Return the words and the plan of a piece."""
    return Content.of(revision(piece, number).content, piece.id, piece.source_id)


def contents(pieces: Iterable[Piece]) -> dict[int, Content]:
    """Return the words and the plans of several pieces, by number: read together."""
    known = {each.id: each for each in pieces}
    return {
        number: Content.of(kept.content, number, known[number].source_id)
        for number, kept in _current(known).items()
    }


def _current(piece_ids: Iterable[int]) -> dict[int, Revision]:
    newest = and_(Piece.id == Revision.piece_id, Piece.number == Revision.number)
    wanted = select(Revision).join(Piece, newest).where(Piece.id.in_(list(piece_ids)))
    return {each.piece_id: each for each in db.session.scalars(wanted.options(undefer("*")))}


def approved_content(piece: Piece, approved: str) -> Content:
    """Return the newest words and plan that have an approved hash, whatever was saved since."""
    return Content.of(_approved(piece, approved).content)


def fit_content(piece: Piece, approved: str) -> Content | None:
    """Return what has an approved hash, to whoever it leaves later than to the others.

    None: words were struck from it since, or another room holds something against it now, or
    against its leaving now.
    """
    held, kind = _approved(piece, approved), kind_of(piece.kind)
    content = Content.of(held.content, piece.id, piece.source_id)
    is_unfit = asked_of_all(kind, content) or held_back(kind, content, clock.now())
    return None if held.struck_at is not None or is_unfit else content


def _approved(piece: Piece, approved: str) -> Revision:
    same = select(Revision).where(
        Revision.piece_id == piece.id, Revision.hash == approved, Revision.is_aside.is_(False)
    )
    last = same.order_by(Revision.number.desc()).limit(1).options(undefer(Revision.content))
    return db.session.scalars(last).one()


def in_full(piece: Piece) -> Sequence[Revision]:
    """Return all revisions of a piece with their words, the first one first."""
    kept = select(Revision).where(Revision.piece_id == piece.id).order_by(Revision.number)
    return db.session.scalars(kept.options(undefer(Revision.content))).all()


def standings(pieces: Iterable[Piece]) -> dict[int, Standing]:
    """Return what decides about several pieces, by number: asked together, not one by one."""
    known = {each.id: each for each in pieces}
    whole = select(Piece).where(Piece.id.in_(known))
    parts = selectinload(Piece.approvals), selectinload(Piece.revisions)
    db.session.scalars(whole.options(*parts).execution_options(populate_existing=True)).all()
    kept = _current(known)
    return {number: standing(piece, kept[number]) for number, piece in known.items()}


def standing(piece: Piece, current: Revision | None = None) -> Standing:
    """Return all that decides whether a piece may leave."""
    current = current or revision(piece)
    hours = instants(Content.of(current.content))
    return Standing(
        state=State(piece.state),
        author_id=piece.author_id,
        editors=_editors(piece, current),
        hash=current.hash,
        hours={key: hour for key, hour in hours.items() if key not in piece.left},
        asked=asked(piece.kind),
        given=tuple(
            Given(
                each.member_id,
                College(each.college) if each.college else None,
                each.hash,
                {key: datetime.fromisoformat(at) for key, at in each.hours.items()},
            )
            for each in piece.approvals
            if each.voided_at is None
        ),
        began=min(piece.revisions, key=lambda each: each.number).member_id,
    )


def approved_at(piece: Piece) -> datetime | None:
    """Return when the first of the approvals that count was given; None when there is none."""
    now = standing(piece)
    counted = {(each.member_id, each.hash) for each in holding(now)}
    given = (each for each in piece.approvals if each.voided_at is None)
    return min((x.at for x in given if (x.member_id, x.hash) in counted), default=None)


def names_list(list_id: int) -> bool:
    """Say whether a piece is, or was once, to leave to a list."""
    plans = db.session.scalars(select(Revision.content).execution_options(yield_per=100))
    return any(list_id in each.lists for kept in plans for each in Content.of(kept).plan.sendings)


def _editors(piece: Piece, current: Revision) -> frozenset[int]:
    """Return whose words the current revision brought: a merge brought those of several."""
    merged = (
        each
        for each in piece.revisions
        if not each.is_aside and (current.parent or 0) < each.number <= current.number
    )
    return frozenset(each.member_id for each in merged if each.member_id)


def here_too(piece: Piece, member_id: int, now: datetime) -> list[int]:
    """Return who else wrote in a piece a moment ago and has not left it: they are at it too."""
    lately = (
        select(Member.id, func.max(Revision.made_at))
        .join(Revision, Revision.member_id == Member.id)
        .where(
            Revision.piece_id == piece.id,
            Revision.made_at > now - A_MOMENT,
            Revision.member_id != member_id,
            Member.closed_at.is_(None),
        )
        .group_by(Member.id)
    )
    wrote = db.session.execute(lately).all()
    open_pages = reads_here(piece, member_id, now) if wrote else []
    return [each for each, at in wrote if each in open_pages or at > now - JUST_NOW]


def reads_here(piece: Piece, member_id: int, now: datetime) -> list[int]:
    """Return who else has a piece open."""
    lately = (
        select(Presence.member_id)
        .join(Member, Member.id == Presence.member_id)
        .where(
            Presence.piece_id == piece.id,
            Presence.seen_at > now - A_GLANCE,
            Presence.member_id != member_id,
            Member.closed_at.is_(None),
        )
    )
    return list(db.session.scalars(lately))


def advice(piece: Piece) -> list[Advice]:
    """Return which of our house words a piece says otherwise, outside quotations."""
    return heard(content(piece).words, piece.lang, read(str(options.get("house_words"))))


def advice_in(text: str, lang: str) -> list[Heard]:
    """Return where a text that is being written says one of our house words otherwise."""
    return list(places(text, lang, read(str(options.get("house_words")))))


def asked(kind: str) -> tuple[College | None, ...]:
    """Return the approvals a kind needs: one place each, None for any college."""
    return tuple(College(each) if each else None for each in options.get(f"approvals.{kind}"))


def overview(
    state: State | None = None, kind: str = "", *, by_hour: bool = False, limit: int = 200
) -> Sequence[Piece]:
    """Return pieces, the last touched first, or by their hour, the latest first and then none."""
    first = Piece.due_at.desc().nulls_last() if by_hour else Piece.touched_at.desc()
    wanted = select(Piece).order_by(first, Piece.id.desc()).limit(limit)
    if state is not None:
        wanted = wanted.where(Piece.state == state)
    if kind:
        wanted = wanted.where(Piece.kind == kind)
    return db.session.scalars(wanted).all()


_late: list[Callable[[], Mapping[int, bool]]] = []


def ask_late(late: Callable[[], Mapping[int, bool]]) -> None:
    """Let a room that sends be asked what of its pieces waits for a person.

    By the number of the piece: whether its hour was missed, or else it is in doubt or kept in.
    """
    if late not in _late:
        _late.append(late)


def late() -> dict[int, str]:
    """Return how pieces stand of which something waits for a person: missed, or it asks."""
    found: dict[int, str] = {}
    for each in _late:
        for piece_id, is_missed in each().items():
            if is_missed or piece_id not in found:
                found[piece_id] = MISSED if is_missed else ASKS
    return found


def in_review() -> Sequence[Piece]:
    """Return what waits for approval, the nearest hour first."""
    waiting = select(Piece).where(Piece.state == State.REVIEW)
    return db.session.scalars(waiting.order_by(Piece.due_at, Piece.id)).all()


def of_author(member_id: int, *states: State) -> Sequence[Piece]:
    """Return a member's pieces in some states."""
    theirs = select(Piece).where(Piece.author_id == member_id, Piece.state.in_(states))
    return db.session.scalars(theirs.order_by(Piece.due_at, Piece.id)).all()


def between(start: datetime, end: datetime) -> Sequence[Piece]:
    """Return the pieces whose hour lies between two instants, in order."""
    within = select(Piece).where(Piece.due_at >= start.astimezone(UTC), Piece.due_at < end)
    return db.session.scalars(within.order_by(Piece.due_at, Piece.id)).all()


def due(piece_id: int) -> datetime | None:
    """Return when a piece is to leave."""
    return db.session.scalar(select(Piece.due_at).where(Piece.id == piece_id))


def taken(since: datetime, *, besides: int | None = None) -> dict[int, set[datetime]]:
    """Return the hours, later than an instant, at which each channel is to carry a piece.

    `besides` is a piece that is looked for a place: its own hour is not taken from it.
    """
    current = and_(Revision.piece_id == Piece.id, Revision.number == Piece.number)
    wanted = select(Piece.due_at, Revision.content).join(Revision, current)
    wanted = wanted.where(Piece.due_at > since, Piece.state != State.DROPPED)
    if besides is not None:
        wanted = wanted.where(Piece.id != besides)
    found: dict[int, set[datetime]] = {}
    for due_at, kept in db.session.execute(wanted):
        for channel in kept["plan"].get("channels", ()):
            found.setdefault(channel, set()).add(due_at)
    return found


def of_no_campaign(limit: int) -> Sequence[Piece]:
    """Return pieces that serve no campaign, the last touched first."""
    free = select(Piece).where(Piece.campaign_id.is_(None), Piece.state != State.DROPPED)
    return db.session.scalars(free.order_by(Piece.touched_at.desc()).limit(limit)).all()


def of_campaign(campaign_id: int) -> Sequence[Piece]:
    """Return what serves a campaign, by its hour."""
    theirs = select(Piece).where(Piece.campaign_id == campaign_id)
    return db.session.scalars(theirs.order_by(Piece.due_at.is_(None), Piece.due_at, Piece.id)).all()


def overdue(now: datetime) -> Sequence[Piece]:
    """Return what was asked for and not approved before its hour."""
    late = select(Piece).where(Piece.state.in_((State.REVIEW, State.CHANGES)), Piece.due_at <= now)
    return db.session.scalars(late).all()


def titled(folded: str, limit: int) -> Sequence[Piece]:
    """Return pieces whose folded title holds a folded text, the last touched first."""
    hits = select(Piece).where(Piece.folded.contains(folded, autoescape=True))
    return db.session.scalars(hits.order_by(Piece.touched_at.desc()).limit(limit)).all()


def words_at(piece: Piece, field: str, place: Place) -> str:
    """Return the words of a place in the current text."""
    return str(content(piece).words[field])[place.start : place.end]


def place_of(remark: Comment, piece: Piece) -> Place | None:
    """Return where the passage of a remark stands in the current text, if it still does."""
    if remark.field is None or remark.start is None or remark.passage is None:
        return None
    then = Place(remark.start, remark.start + len(remark.passage), is_same=True)
    if remark.number == piece.number:
        return then
    old, new = (
        str(content(piece, number).words.get(remark.field, ""))
        for number in (remark.number, piece.number)
    )
    return follow(old, new, then)
