"""Joins mentions to the people who wrote them and to the releases they take up."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import select

from comms.audit import service as audit
from comms.campaigns.models import Campaign
from comms.contacts.book.models import Contact
from comms.core import clock, events
from comms.core.db import db
from comms.core.many import in_batches
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.text import fold
from comms.monitoring.archive.queries import reading
from comms.monitoring.mentions.models import (
    Mention,
    MentionCampaign,
    MentionPerson,
    MentionPiece,
)
from comms.monitoring.mentions.queries import campaigns, passages, releases, signing
from comms.monitoring.mentions.rules.people import people_of
from comms.monitoring.mentions.rules.taking_up import Compared, How, taken_up
from comms.monitoring.mentions.rules.wrong import MentionWrong
from comms.pieces.models import Piece

LOOKED_BACK = timedelta(days=60)  # a release is taken up in its first weeks


def link(event: events.MentionsCaught) -> None:
    """Join mentions that were caught to whom and what they belong to, as far as that is known."""
    for some in in_batches(event.mention_ids):
        rows = select(Mention).where(Mention.id.in_(some)).order_by(Mention.id)
        mentions = db.session.scalars(rows).all()
        _to_people(mentions)
        _to_releases(mentions)
    db.session.flush()


def read_on(mention: Mention) -> None:
    """Look anew at which releases a mention takes up: more of it is known."""
    _to_releases([mention])
    db.session.flush()


def _to_people(mentions: Sequence[Mention]) -> None:
    """Join whoever a person has joined before, for the same signature in the same outlet."""
    signed = [(each, fold(name)) for each in mentions for name in people_of(each.authors)]
    known = signing.joined_before({name for _, name in signed})
    said = signing.all_said([each.id for each in mentions])
    for mention, name in signed:
        contact_id = known.get((name, mention.outlet))
        if contact_id and (mention.id, contact_id) not in said:
            said.add((mention.id, contact_id))
            row = MentionPerson(mention_id=mention.id, contact_id=contact_id, name=name)
            row.at = clock.now()
            db.session.add(row)


def _to_releases(mentions: Sequence[Mention]) -> None:
    recent = releases.since(clock.now() - LOOKED_BACK)
    if not recent:
        return
    said = releases.all_said([each.id for each in mentions])
    for mention, text in zip(mentions, _texts(mentions), strict=True):
        article = Compared(text, mention.title)
        for release in recent:
            if (mention.id, release.id) in said:
                continue  # a person has decided, or it was found before
            if alike := taken_up(release.said, article):
                row = MentionPiece(mention_id=mention.id, piece_id=release.id)
                row.how, row.sure, row.at = alike.how, alike.sure, clock.now()
                db.session.add(row)


def _texts(mentions: Sequence[Mention]) -> Iterator[str]:
    """Yield what each mention says: its article or its sentence, with what was typed of it."""
    wanted = [each.entry_id for each in mentions if each.entry_id is not None]
    read = {each.id: each.document.text for some in reading.of(wanted) for each in some}
    typed = passages.words_of([each.id for each in mentions])
    for each in mentions:
        text = read.get(each.entry_id or 0, each.verbatim)
        yield f"{text}\n{typed[each.id]}" if each.id in typed else text


def join_person(mention: Mention, contact: Contact, name: str, *, actor: Actor) -> None:
    """Say that somebody in the book wrote a mention, under this name."""
    _say_person(mention, contact, name, is_refused=False, actor=actor)
    audit.record(actor.id, "mention.person_joined", "mention", mention.id)


def part_person(mention: Mention, contact: Contact, name: str, *, actor: Actor) -> None:
    """Say that it is somebody else; for this signature that person is not proposed again."""
    _say_person(mention, contact, name, is_refused=True, actor=actor)
    audit.record(actor.id, "mention.person_parted", "mention", mention.id)


def _say_person(
    mention: Mention, contact: Contact, name: str, *, is_refused: bool, actor: Actor
) -> None:
    row = signing.said_of(mention.id, contact.id)
    row = row or MentionPerson(mention_id=mention.id, contact_id=contact.id, name=fold(name))
    row.is_refused, row.by, row.at = is_refused, actor.id, clock.now()
    db.session.add(row)


def join_piece(mention: Mention, piece: Piece, *, actor: Actor) -> None:
    """Say that a mention takes up a release."""
    _say_piece(mention, piece, sure=100, actor=actor)
    audit.record(actor.id, "mention.piece_joined", "mention", mention.id)


def part_piece(mention: Mention, piece: Piece, *, actor: Actor) -> None:
    """Say that a mention does not take up a release; it is not joined to it again."""
    _say_piece(mention, piece, sure=0, actor=actor)
    audit.record(actor.id, "mention.piece_parted", "mention", mention.id)


def _say_piece(mention: Mention, piece: Piece, *, sure: int, actor: Actor) -> None:
    row = releases.said_of(mention.id, piece.id)
    row = row or MentionPiece(mention_id=mention.id, piece_id=piece.id)
    row.how, row.sure, row.is_refused = How.PERSON, sure, not sure
    row.by, row.at = actor.id, clock.now()
    db.session.add(row)


def file_under(mention: Mention, campaign_id: int | None, *, actor: Actor) -> None:
    """Say to which campaign a mention belongs; None: as what it takes up says.

    Raises:
        Refused: there is no such campaign.
    """
    said = campaigns.said_of(mention.id)
    if campaign_id is None:
        if said is not None:
            db.session.delete(said)
    elif db.session.get(Campaign, campaign_id) is None:
        raise Refused(MentionWrong.NO_CAMPAIGN)
    else:
        said = said or MentionCampaign(mention_id=mention.id)
        said.campaign_id, said.by, said.at = campaign_id, actor.id, clock.now()
        db.session.add(said)
    audit.record(actor.id, "mention.filed", "mention", mention.id)
