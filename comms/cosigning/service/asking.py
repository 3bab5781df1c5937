"""Asks partners to sign what stands now, and asks again when it changed."""

from collections.abc import Iterable, Mapping

from comms.audit import service as audit
from comms.contacts.book.queries import outlets as book
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.cosigning.models import Collection, Invited
from comms.cosigning.queries import asked, letters
from comms.cosigning.queries.asked import Text
from comms.cosigning.rules.asking import Mailed, SigningWrong, Standing
from comms.cosigning.service import mailing
from comms.cosigning.service.collecting import must_be_open
from comms.cosigning.service.inviting import chosen_of, invitation_of, invite, named_by_hand


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

    Raises:
        Refused: it is closed, nobody is chosen, or the text may not be shown (`_show_now`).
    """
    must_be_open(collection)
    chosen = chosen_of(collection.invitations, outlet_ids, actor)
    _show_now(collection, is_sure=is_sure)
    return [_ask_one(collection, each, by_mail=by_mail, actor=actor) for each in chosen]


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
    refuse_unfit(known)
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


def refuse_unfit(known: Mapping[str, Text]) -> None:
    """Refuse a text that no reader could approve, in any of its languages.

    Raises:
        Refused: with all that is wrong.
    """
    if unfit := [each for text in known.values() for each in text.unfit]:
        raise Refused(unfit)


def _ask_one(
    collection: Collection, partner: book.Partner, *, by_mail: bool, actor: Actor
) -> Invited:
    made = invitation_of(partner)
    invite(collection, made, Mailed.ASK, by_mail=by_mail)
    audit.record(actor.id, "partner.asked", "invitation", made.id)
    return made


def ask_by_hand(
    collection: Collection, name: str, lang: str, *, actor: Actor, is_sure: bool = False
) -> Invited:
    """Ask a partner who is not in the book: their link is given by hand.

    Raises:
        Refused: it is closed, there is no name, or the text may not be shown (`_show_now`).
    """
    must_be_open(collection)
    made = named_by_hand(name, lang)
    _show_now(collection, is_sure=is_sure)
    collection.invitations.append(made)
    db.session.flush()
    audit.record(actor.id, "partner.asked", "invitation", made.id)
    return made


def ask_again(collection: Collection, *, actor: Actor) -> int:
    """Show partners the text as it stands now; write to those who signed another, once a change.

    Return how many are written to, with who is silent and told of it: who has no address finds it
    on their page.

    Raises:
        Refused: it is closed, or nobody has another text to read.
    """
    must_be_open(collection)
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
        mailing.is_written_to(each) and not letters.was_mailed(each.id, Mailed.AGAIN, occasion)
        for each in those
    )
