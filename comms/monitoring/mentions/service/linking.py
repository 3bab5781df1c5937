"""Joins mentions to the people who wrote them and to the releases they take up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select

from comms.audit import service as audit
from comms.campaigns.models import Campaign
from comms.contacts.book.models import Contact
from comms.core import clock, events
from comms.core.db import db
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
from comms.monitoring.mentions.queries import campaigns, linking, passages
from comms.monitoring.mentions.rules.people import people_of
from comms.monitoring.mentions.rules.taking_up import How, taken_up
from comms.monitoring.mentions.rules.wrong import MentionWrong
from comms.pieces.models import Piece

LOOKED_BACK = timedelta(days=60)  # a release is taken up in its first weeks
AT_ONCE = 500


def link(event: events.MentionsCaught) -> None:
    """Join mentions that were caught to whom and what they belong to, as far as that is known."""
    for first in range(0, len(event.mention_ids), AT_ONCE):
        ids = event.mention_ids[first : first + AT_ONCE]
        rows = select(Mention).where(Mention.id.in_(ids)).order_by(Mention.id)
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
    known = linking.joined_before({name for _, name in signed})
    for mention, name in signed:
        if contact_id := known.get((name, mention.outlet)):
            _join_person(mention.id, contact_id, name, by=None)


def _join_person(mention_id: int, contact_id: int, name: str, *, by: int | None) -> MentionPerson:
    row = linking.person(mention_id, contact_id)
    if row is None:
        row = MentionPerson(mention_id=mention_id, contact_id=contact_id, name=name)
        db.session.add(row)
    row.is_refused, row.by, row.at = False, by, clock.now()
    return row


def _to_releases(mentions: Sequence[Mention]) -> None:
    releases = linking.releases_since(clock.now() - LOOKED_BACK)
    if not releases:
        return
    texts = _texts(each.entry_id for each in mentions)
    typed = passages.words_of([each.id for each in mentions])
    for mention in mentions:
        text = texts.get(mention.entry_id or 0, mention.verbatim)
        text = f"{text}\n{typed[mention.id]}" if mention.id in typed else text
        for release in releases:
            if alike := taken_up(release.text, release.title, text, mention.title):
                _join_piece(mention.id, release.id, alike.how, alike.sure, by=None)


def _texts(entry_ids: Iterable[int | None]) -> Mapping[int, str]:
    wanted = [each for each in entry_ids if each is not None]
    return {each.id: each.document.text for some in reading.of(wanted) for each in some}


def _join_piece(mention_id: int, piece_id: int, how: How, sure: int, *, by: int | None) -> None:
    row = linking.piece(mention_id, piece_id)
    if row is None:
        row = MentionPiece(mention_id=mention_id, piece_id=piece_id)
        db.session.add(row)
    elif by is None:
        return  # a person has decided, or it was found before
    row.how, row.sure, row.is_refused, row.by, row.at = how, sure, False, by, clock.now()


def join_person(mention: Mention, contact: Contact, name: str, *, actor: Actor) -> None:
    """Say that somebody in the book wrote a mention, under this name."""
    _join_person(mention.id, contact.id, fold(name), by=actor.id)
    audit.record(actor.id, "mention.person_joined", "mention", mention.id)


def part_person(mention: Mention, contact: Contact, name: str, *, actor: Actor) -> None:
    """Say that it is somebody else; for this signature that person is not proposed again."""
    row = _join_person(mention.id, contact.id, fold(name), by=actor.id)
    row.is_refused = True
    audit.record(actor.id, "mention.person_parted", "mention", mention.id)


def join_piece(mention: Mention, piece: Piece, *, actor: Actor) -> None:
    """Say that a mention takes up a release."""
    _join_piece(mention.id, piece.id, How.PERSON, 100, by=actor.id)
    audit.record(actor.id, "mention.piece_joined", "mention", mention.id)


def part_piece(mention: Mention, piece: Piece, *, actor: Actor) -> None:
    """Say that a mention does not take up a release; it is not joined to it again."""
    _join_piece(mention.id, piece.id, How.PERSON, 0, by=actor.id)
    row = linking.piece(mention.id, piece.id)
    if row is not None:
        row.is_refused = True
    audit.record(actor.id, "mention.piece_parted", "mention", mention.id)


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
