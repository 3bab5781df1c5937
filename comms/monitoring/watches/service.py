"""What people do with a watch: begin it, change its words, close it, ask to be told."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select

from comms.accounts import queries as accounts
from comms.audit import service as audit
from comms.core import clock, events, options
from comms.core.db import db
from comms.core.query import QueryRefused, read
from comms.core.refusal import Refused
from comms.core.rights import Actor, number_of
from comms.core.text.typed import seen
from comms.monitoring.sources import queries as sources
from comms.monitoring.watches.models import Watch, WatchVersion, Wish
from comms.monitoring.watches.queries import listing, reading
from comms.monitoring.watches.rules.boxes import Boxes
from comms.monitoring.watches.rules.leaving_out import reaches_others, renamed
from comms.monitoring.watches.rules.own_sites import sites
from comms.monitoring.watches.rules.paces import Pace
from comms.monitoring.watches.rules.wrong import KEPT_DAYS, LONGEST_NAME, WatchWrong


@dataclass(frozen=True)
class Words:
    """What a watch looks for; `boxes` as typed when it was written in three boxes."""

    query: str
    boxes: Boxes | None = None


def add(name: str, words: Words, *, actor: Actor | None) -> Watch:
    """Begin a watch.

    Raises:
        QueryRefused: the query cannot be read.
        Refused: the name is missing, too long or taken.
    """
    name = _named(name, actor)
    read(words.query)
    watch = Watch(name=name, number=1, made_by=number_of(actor), made_at=clock.now())
    db.session.add(watch)
    db.session.flush()
    _add_version(watch, words, actor)
    audit.record(number_of(actor), "watch.added", "watch", watch.id)
    return watch


def change(watch: Watch, name: str, words: Words, *, actor: Actor | None) -> None:
    """Change the name or the words of a watch; other words are another version.

    Raises:
        QueryRefused: the query cannot be read.
        Refused: it is closed, or the name is missing, too long or taken.
    """
    if watch.closed_at:
        raise Refused(WatchWrong.IS_CLOSED)
    name = _named(name, actor, but=watch.id)
    read(words.query)
    held = listing.current(watch)
    is_same = held.query == words.query
    if is_same and words.boxes:
        held.boxes = words.boxes.plain()  # the same query, written in boxes now
    if is_same and watch.name == name:
        return
    watch.name = name
    watch.changes += 1
    if not is_same:
        watch.number += 1
        _add_version(watch, words, actor)
    audit.record(number_of(actor), "watch.changed", "watch", watch.id)


def _named(name: str, actor: Actor | None, but: int | None = None) -> str:
    tidy = " ".join(seen(name).split())
    if not tidy:
        raise Refused(WatchWrong.NO_NAME)
    if len(tidy) > LONGEST_NAME:
        raise Refused(WatchWrong.NAME_TOO_LONG, longest=LONGEST_NAME)
    if reading.is_taken(tidy, actor, but):
        raise Refused(WatchWrong.NAME_TAKEN, name=tidy)
    return tidy


def _add_version(watch: Watch, words: Words, actor: Actor | None) -> None:
    version = WatchVersion(
        watch_id=watch.id,
        number=watch.number,
        query=words.query,
        boxes=words.boxes.plain() if words.boxes else None,
        made_by=number_of(actor),
        made_at=clock.now(),
    )
    db.session.add(version)
    db.session.flush()


def follow_name(event: events.SourceRenamed) -> None:
    """Leave a source out under its new name where it was under the one before.

    That is another version, which nobody wrote. Where the new name would leave out others too, the
    watch stays as it is: what is caught too much is seen, what is lost is not.
    """
    others = sources.names(but=event.source_id)
    stays = event.before in others
    held = listing.versions_that_hold(watch.id for watch in listing.open_ones())
    for watch in listing.open_ones():
        version = held[watch.id]
        try:
            held_query = read(version.query)
        except QueryRefused:  # written when the language was another: it watches nothing
            continue
        query = renamed(held_query, event.before, event.after, stays=stays)
        if query == version.query or reaches_others(held_query, event.after, others):
            continue
        boxes = Boxes.of(version.boxes) if version.boxes is not None else None
        boxes = boxes and boxes.renamed(event.before, event.after, stays=stays)
        watch.changes, watch.number = watch.changes + 1, watch.number + 1
        _add_version(watch, Words(query, boxes), None)
        audit.record(None, "watch.changed", "watch", watch.id)


def close(watch: Watch, *, actor: Actor) -> None:
    """Stop looking; what was caught stays.

    Raises:
        Refused: it is closed.
    """
    if watch.closed_at:
        raise Refused(WatchWrong.IS_CLOSED)
    watch.closed_at = clock.now()
    watch.changes += 1
    audit.record(actor.id, "watch.closed", "watch", watch.id)


def reopen(watch: Watch, *, actor: Actor) -> None:
    """Look again.

    Raises:
        Refused: its name is taken.
    """
    if reading.is_taken(watch.name, actor, but=watch.id):
        raise Refused(WatchWrong.NAME_TAKEN, name=watch.name)
    watch.closed_at = None
    watch.changes += 1
    audit.record(actor.id, "watch.reopened", "watch", watch.id)


def tell(watch: Watch, member_ids: Iterable[int], *, actor: Actor | None) -> None:
    """Have these members, and no others, told when the watch catches something."""
    wanted = {member.id for member in accounts.active()}.intersection(member_ids)
    told = listing.wishing(watch)
    if wanted == told:
        return
    gone = delete(Wish).where(Wish.watch_id == watch.id, Wish.member_id.in_(told - wanted))
    db.session.execute(gone)
    now = clock.now()
    for member_id in sorted(wanted - told):
        db.session.add(Wish(watch_id=watch.id, member_id=member_id, made_at=now))
    audit.record(number_of(actor), "watch.told_changed", "watch", watch.id)


def wish(watch: Watch, pace: Pace | None, *, actor: Actor) -> None:
    """Have oneself told at a pace, or no more."""
    mine = Wish.watch_id == watch.id, Wish.member_id == actor.id
    known = db.session.scalar(select(Wish).where(*mine))
    if known is None and pace is not None:
        made = Wish(watch_id=watch.id, member_id=actor.id, made_at=clock.now(), pace=pace)
        db.session.add(made)
    elif known is not None and pace is None:
        db.session.delete(known)
    elif known is not None and pace is not None:
        known.pace = pace


def hand_over(leaver_id: int, heir_id: int) -> int:
    """Have a member told of what another was told of, at their pace; return of how many watches."""
    theirs = db.session.scalars(select(Wish).where(Wish.member_id == leaver_id)).all()
    known = set(db.session.scalars(select(Wish.watch_id).where(Wish.member_id == heir_id)))
    for each in theirs:
        if each.watch_id in known:
            db.session.delete(each)
        else:
            each.member_id = heir_id
    return len(theirs)


def keep_quiet(watch: Watch, *, is_sensitive: bool, actor: Actor) -> None:
    """Say whether what a watch catches may be written in mails and feeds, or only counted.

    Raises:
        Refused: whoever says so would not read it any more (`queries.reading`).
    """
    if watch.is_sensitive == is_sensitive:
        return
    if is_sensitive and watch.made_by != actor.id and actor.id not in listing.wishing(watch):
        raise Refused(WatchWrong.WOULD_SHUT_YOU_OUT)
    watch.is_sensitive = is_sensitive
    audit.record(actor.id, "watch.sensitive_changed", "watch", watch.id)


def own_sites(typed: str, *, actor: Actor) -> None:
    """Name the association's own sites, one a line: what stands there is no mention.

    Raises:
        Refused: a line is no site.
    """
    try:
        found = sites(typed)
    except ValueError as error:
        raise Refused(WatchWrong.NOT_A_SITE, line=str(error)) from error
    options.put("own_sites", found)
    audit.record(actor.id, "options.own_sites", "options")


def keep_articles_for(days: int, *, actor: Actor) -> None:
    """Say for how many days articles nobody spoke of us in are kept; older ones are emptied soon.

    Raises:
        Refused: too few or too many.
    """
    least, most = KEPT_DAYS
    if not least <= days <= most:
        raise Refused(WatchWrong.KEPT_DAYS, least=least, most=most)
    options.put("kept_days", days)
    audit.record(actor.id, "options.kept_days", "options", days)
