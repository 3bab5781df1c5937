"""What the association does with a collection: opens it, asks, asks again, closes, reopens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from comms.audit import service as audit
from comms.contacts.models import Contact
from comms.contacts.queries import outlets as book
from comms.core import clock
from comms.core.db import db
from comms.core.languages import CONTENT
from comms.core.refusal import Code, Refused
from comms.core.rights import Actor
from comms.cosigning.models import Collection, Invited, Remark
from comms.cosigning.queries import asked, naming
from comms.cosigning.queries.asked import Text
from comms.cosigning.rules.asking import (
    LONGEST_NAME,
    LONGEST_WORD,
    Mailed,
    SigningWrong,
    Standing,
    is_open,
    reminds,
)
from comms.cosigning.service import links, mailing
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import asked_of_words
from comms.pieces.rules.states import LOCKED, State
from comms.releases import queries as of_languages
from comms.releases import service as releases


@dataclass(frozen=True)
class Wish:
    """What a collection is to be: until when, in which languages, with which word to partners."""

    closes_at: datetime | None
    langs: tuple[str, ...]
    word: str = ""


def open_collection(piece: Piece, wish: Wish, *, actor: Actor) -> Collection:
    """Open the collection of signatures for a release."""
    db.session.refresh(piece, with_for_update=True)  # of two who open it at once, one does
    found: list[Code] = []
    if piece.source_id is not None:
        found.append(SigningWrong.NOT_A_SOURCE)
    if State(piece.state) in LOCKED:
        found.append(SigningWrong.LOCKED)
    if asked.of_piece(piece):
        found.append(SigningWrong.IS_OPEN)
    closes_at = _checked(wish, found)
    made = Collection(
        piece_id=piece.id,
        langs=list(wish.langs),
        word=wish.word.strip(),
        closes_at=closes_at,
        keeper_id=actor.id,
        opened_at=clock.now(),
    )
    db.session.add(made)
    name_again(made)  # a file may have named some
    audit.record(actor.id, "collection.opened", "collection", made.id)
    return made


def change(collection: Collection, wish: Wish, *, actor: Actor) -> None:
    """Change the deadline, the languages or the word of an open collection."""
    _must_be_open(collection)
    closes_at = _checked(wish, [])
    collection.closes_at, collection.langs = closes_at, list(wish.langs)
    collection.word = wish.word.strip()
    audit.record(actor.id, "collection.changed", "collection", collection.id)


def _checked(wish: Wish, found: list[Code]) -> datetime:
    if not wish.langs or not set(wish.langs) <= set(CONTENT):
        found.append(SigningWrong.NO_LANGUAGE)
    if len(wish.word) > LONGEST_WORD:
        found.append(SigningWrong.TOO_LONG)
    found += asked_of_words(wish.word)
    if wish.closes_at is None:
        found.append(SigningWrong.NO_DEADLINE)
    elif wish.closes_at <= clock.now():
        found.append(SigningWrong.DEADLINE_PASSED)
    if found:
        raise Refused(found, longest=LONGEST_WORD)
    assert wish.closes_at is not None
    return wish.closes_at


def _must_be_open(collection: Collection) -> None:
    """Refuse what is closed; held until the commit: who does the same at this moment waits."""
    db.session.refresh(collection, with_for_update=True)
    if not is_open(collection.closes_at, collection.closed_at, clock.now()):
        raise Refused(SigningWrong.IS_CLOSED)


def _show_now(collection: Collection, *, is_sure: bool = True) -> tuple[bool, int]:
    """Have partners read the text as it stands now.

    Who was asked about an earlier one and is silent is written to, once a text. Return whether it
    is another than they knew, and how many are told so.

    Raises:
        Refused: no text yet, or one that no reader could approve, in any language: no consent; or,
            unless one is sure, others read an earlier one.
    """
    known, is_new = asked.texts(collection), bool(asked.unseen(collection))
    if not known:
        raise Refused(SigningWrong.NOTHING_TO_SIGN)
    _refuse_unfit(known)
    if not is_sure and asked.others_read_another(collection):
        raise Refused(SigningWrong.OTHERS_READ_ANOTHER)
    told = 0
    if asked.others_read_another(collection):
        silent = [
            each
            for each in collection.invitations
            if asked.standing_of(each, known) is Standing.SILENT and mailing.has_heard(each)
        ]
        told = _write_to(silent, Mailed.CHANGED, _occasion(collection))
    collection.shown = {lang: [each.piece.id, each.number] for lang, each in known.items()}
    return is_new, told


def _refuse_unfit(known: Mapping[str, Text]) -> None:
    if unfit := [each for text in known.values() for each in text.unfit]:
        raise Refused(unfit)


def ask(
    collection: Collection,
    outlet_ids: Iterable[int],
    *,
    by_mail: bool,
    actor: Actor,
    is_sure: bool = False,
) -> list[Invited]:
    """Ask partners of the book to sign; who was asked before is not asked twice.

    Whoever has no address that may be written to waits for a link given by hand; so does everybody
    unless `by_mail`. `is_sure`: that others read the text as it stands now too.
    """
    _must_be_open(collection)
    chosen = chosen_of(collection.invitations, outlet_ids, actor)
    _show_now(collection, is_sure=is_sure)
    return [_ask_one(collection, each, by_mail=by_mail, actor=actor) for each in chosen]


def chosen_of(
    asked_before: Iterable[Invited], outlet_ids: Iterable[int], actor: Actor
) -> list[book.Partner]:
    """Return the partners of the book that are chosen; who was asked before is not asked twice."""
    wanted = set(outlet_ids) - {each.outlet_id for each in asked_before}
    chosen = [each for each in book.partners(actor.id) if each.outlet.id in wanted]
    if not chosen:
        raise Refused(SigningWrong.NO_PARTNER)
    return chosen


def named_by_hand(name: str, lang: str) -> Invited:
    """Return an invitation to a partner who is not in the book: their link is given by hand."""
    name = " ".join(name.split())
    if not name:
        raise Refused(SigningWrong.NO_NAME)
    if len(name) > LONGEST_NAME:
        raise Refused(SigningWrong.NAME_TOO_LONG, longest=LONGEST_NAME)
    return Invited(partner=name, lang=lang, by_hand=True, made_at=clock.now())


def _ask_one(
    collection: Collection, partner: book.Partner, *, by_mail: bool, actor: Actor
) -> Invited:
    made = invitation_of(partner)
    made.by_hand = not by_mail
    collection.invitations.append(made)
    db.session.flush()
    if mailing.is_written_to(made):
        mailing.write(made, Mailed.ASK)
    audit.record(actor.id, "partner.asked", "invitation", made.id)
    return made


def invitation_of(partner: book.Partner) -> Invited:
    """Return an invitation to a partner and who signs for it, as the book says today."""
    signer = partner.signer
    contact = db.session.get(Contact, signer.id) if signer else None
    speaks = contact.languages if contact else []
    reached = signer is not None and not (signer.objected or signer.frozen)
    return Invited(
        outlet_id=partner.outlet.id,
        contact_id=signer.id if signer else None,
        partner=partner.outlet.name,
        person=signer.name if signer else "",
        address=next(iter(signer.emails), "") if signer and reached else "",
        lang="en" if "en" in speaks and "fr" not in speaks else "fr",
        made_at=clock.now(),
    )


def ask_by_hand(
    collection: Collection, name: str, lang: str, *, actor: Actor, is_sure: bool = False
) -> Invited:
    """Ask a partner who is not in the book: their link is given by hand."""
    _must_be_open(collection)
    made = named_by_hand(name, lang)
    _show_now(collection, is_sure=is_sure)
    collection.invitations.append(made)
    db.session.flush()
    audit.record(actor.id, "partner.asked", "invitation", made.id)
    return made


def link_by_hand(invitation: Invited, *, actor: Actor) -> str:
    """Return a private link to hand over oneself; it is shown this once."""
    if invitation.withdrawn_at is not None:
        raise Refused(SigningWrong.IS_CLOSED)
    audit.record(actor.id, "partner.link_made", "invitation", invitation.id)
    return links.make(invitation)


def send_anew(invitation: Invited, *, actor: Actor) -> None:
    """Write to a partner once more, because a person says so; pressed twice, one mail leaves."""
    db.session.refresh(invitation, with_for_update=True)
    if invitation.withdrawn_at is not None:
        raise Refused(SigningWrong.IS_CLOSED)
    if invitation.collection_id:
        _refuse_unfit(asked.shown(db.session.get_one(Collection, invitation.collection_id)))
    mailing.forget_stuck(invitation)
    if mailing.is_leaving(invitation):
        return
    kind = Mailed.ASK if invitation.collection_id else Mailed.KIT
    mailing.write(invitation, kind, clock.now().isoformat())
    audit.record(actor.id, "partner.written_anew", "invitation", invitation.id)


def withdraw(invitation: Invited, *, actor: Actor) -> None:
    """Take a partner's link back: it opens nothing any more, what waits does not leave.

    Who signed by it stands under the text no more.
    """
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = clock.now()
        mailing.drop_waiting(invitation)
        _name_again_of(invitation)
        audit.record(actor.id, "partner.link_withdrawn", "invitation", invitation.id)


def give_back(invitation: Invited, *, actor: Actor) -> None:
    """Let a partner answer again whose link was taken back; the links they had stay shut."""
    if invitation.withdrawn_at is not None:
        links.take_back(invitation)
        invitation.withdrawn_at = None
        _name_again_of(invitation)
        audit.record(actor.id, "partner.link_given_back", "invitation", invitation.id)


def _name_again_of(invitation: Invited) -> None:
    if invitation.collection_id is not None:
        held = db.session.get_one(Collection, invitation.collection_id, with_for_update=True)
        name_again(held)


def ask_again(collection: Collection, *, actor: Actor) -> int:
    """Show partners the text as it stands now; write to those who signed another, once a change.

    Return how many are written to, with who is silent and told of it: who has no address finds it
    on their page.
    """
    _must_be_open(collection)
    is_new, told = _show_now(collection)
    sent = told + _write_to(asked.outdated(collection), Mailed.AGAIN, _occasion(collection))
    if not sent and not is_new:
        raise Refused(SigningWrong.NOBODY_TO_ASK)
    audit.record(actor.id, "collection.asked_again", "collection", collection.id)
    return sent


def _write_to(those: Iterable[Invited], kind: Mailed, occasion: str) -> int:
    written = (mailing.write(each, kind, occasion) for each in those if mailing.is_written_to(each))
    return sum(mail is not None for mail in written)


def _occasion(collection: Collection) -> str:
    known = asked.texts(collection)
    return " ".join(sorted(each.hash[:16] for each in known.values()))


def is_left_to_ask(collection: Collection) -> bool:
    """Say whether somebody signed another text and has not been asked about this one."""
    those, occasion = asked.outdated(collection), _occasion(collection)
    is_unseen = bool(those) and bool(asked.unseen(collection))
    return is_unseen or any(
        mailing.is_written_to(each) and not asked.was_mailed(each.id, Mailed.AGAIN, occasion)
        for each in those
    )


def read_remark(remark: Remark, *, actor: Actor) -> None:
    """Say that what a partner said was read."""
    if remark.seen_at is None:
        remark.seen_at = clock.now()
        audit.record(actor.id, "partner.remark_read", "invitation", remark.invitation_id)


def close(collection: Collection, *, actor: Actor | None) -> None:
    """Close a collection: links show nothing any more, and who signed stands in the release."""
    db.session.flush()
    db.session.refresh(collection, with_for_update=True)
    if collection.closed_at is not None:
        raise Refused(SigningWrong.IS_CLOSED)
    collection.closed_at = clock.now()
    for each in collection.invitations:
        mailing.drop_waiting(each)
    audit.record(actor.id if actor else None, "collection.closed", "collection", collection.id)
    write_down(collection, actor=actor)


def write_down(collection: Collection, *, actor: Actor | None) -> None:
    """Write into the release, in each of its languages, who signed what stands there now.

    That is part of what leaves: approvals given before do not cover it and are asked for anew.
    What has left already is not touched.
    """
    name_again(collection)
    collection.written_at = clock.now()
    audit.record(actor.id if actor else None, "collection.written", "collection", collection.id)


def languages(collection: Collection) -> list[Piece]:
    """Return the release a collection is about with all its translations."""
    source = asked.piece_of(collection)
    return [source, *of_languages.translations(source)]


def name_again(collection: Collection) -> None:
    """Have each language of a release name who has signed it now: nobody while it is open."""
    db.session.flush()
    for piece in languages(collection):
        releases.sign(piece, partial(naming.named_now, piece))


def reopen(collection: Collection, closes_at: datetime | None, *, actor: Actor) -> None:
    """Open a closed collection again until another deadline: answers stay as they were.

    Who signed may say no again, so nobody stands under the text until it is closed.
    """
    db.session.refresh(collection, with_for_update=True)
    if collection.closed_at is None:
        raise Refused(SigningWrong.IS_OPEN)
    if State(asked.piece_of(collection).state) in LOCKED:
        raise Refused(SigningWrong.LOCKED)
    wish = Wish(closes_at, tuple(collection.langs), collection.word)
    collection.closes_at, collection.closed_at = _checked(wish, []), None
    name_again(collection)
    audit.record(actor.id, "collection.reopened", "collection", collection.id)


def look_after() -> int:
    """Close what is due, remind who has not answered. A job's verb; commits after each."""
    closed = 0
    for collection in asked.overdue(clock.now()):
        close(collection, actor=None)
        db.session.commit()
        closed += 1
    for collection in asked.open_ones():
        _remind(collection)
        db.session.commit()
    return closed


def _remind(collection: Collection) -> None:
    """Write once before the deadline to those who have not answered."""
    now = clock.now()
    known = asked.readable(collection)
    if not known:
        return  # their page would show them nothing
    mails = asked.mails(each.id for each in collection.invitations)
    for each in collection.invitations:
        is_silent = asked.standing_of(each, known) is Standing.SILENT
        written_at = max([each.made_at, *(mail.made_at for mail in mails.get(each.id, ()))])
        if is_silent and reminds(written_at, collection.closes_at, now):
            if mailing.is_written_to(each):
                mailing.write(each, Mailed.REMIND, collection.closes_at.isoformat())
