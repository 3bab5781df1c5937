"""What a partner does on their own page: sign, decline, say something, change their mind."""

from collections.abc import Mapping
from dataclasses import dataclass

from comms.adapters.images import Picture
from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Code, Refused
from comms.cosigning.models import Collection, Invited, Remark, Signature
from comms.cosigning.queries import asked
from comms.cosigning.queries.asked import Text
from comms.cosigning.rules.asking import (
    HEAVIEST_LOGO,
    LONGEST_NAME,
    LONGEST_WORD,
    MOST_REMARKS,
    Answer,
    Name,
    SigningWrong,
    is_open,
    obstacles_to_name,
)
from comms.media import service as media


@dataclass(frozen=True)
class Signed:
    """A signature as typed for one language: the hash the page showed, a name, maybe a logo."""

    shown: str
    name: Name
    logo: bytes = b""
    without_logo: bool = False


def sign(invitation: Invited, given: Mapping[str, Signed]) -> None:
    """Sign the statement in some languages; a language left out is not signed any more.

    Commits before logos are made clean: that takes seconds, in which nobody else waits.

    Raises:
        Refused: nothing chosen, no name, a logo that is no picture, or a text that changed since
            the page was opened: nobody signs words they were not shown.
    """
    _readable(invitation, given)
    db.session.commit()
    sent = {lang: each.logo for lang, each in given.items() if each.logo}
    logos = dict(zip(sent, media.clean_from_outside(sent.values()) if sent else (), strict=True))
    collection, known = _readable(invitation, given)
    for old in list(invitation.signatures):
        if old.lang not in given and old.lang in known:
            invitation.signatures.remove(old)
    for lang, signed in given.items():
        row = _sign_one(invitation, known[lang], signed)
        if lang in logos:
            row.logo_id = _taken_in(logos[lang], signed, collection)
    _answered(invitation, Answer.SIGNED)


def _readable(
    invitation: Invited, given: Mapping[str, Signed]
) -> tuple[Collection, dict[str, Text]]:
    """Return what is signed, as partners read it now; or refuse what cannot be."""
    collection = _open(invitation)
    known = asked.readable(collection)
    if found := _obstacles(given, known):
        raise Refused(found, longest=LONGEST_NAME)
    return collection, known


def _obstacles(given: Mapping[str, Signed], known: Mapping[str, Text]) -> list[Code]:
    if not given or not set(given) <= set(known):
        return [SigningWrong.NO_TEXT_CHOSEN]
    found: list[Code] = []
    for lang, signed in given.items():
        found += obstacles_to_name(signed.name)
        if signed.shown != known[lang].hash:
            found.append(SigningWrong.TEXT_CHANGED)
        if len(signed.logo) > HEAVIEST_LOGO:
            found.append(SigningWrong.LOGO_TOO_HEAVY)
    return found


def _sign_one(invitation: Invited, text: Text, signed: Signed) -> Signature:
    row = next((each for each in invitation.signatures if each.lang == text.lang), None)
    if row is None:
        row = Signature(lang=text.lang)
        invitation.signatures.append(row)
    row.piece_id, row.number, row.text_hash = text.piece.id, text.number, text.hash
    row.name, row.person = _line(signed.name.name), _line(signed.name.person)
    row.role, row.at = _line(signed.name.role), clock.now()
    if signed.without_logo:
        row.logo_id = None
    return row


def _taken_in(picture: Picture, signed: Signed, collection: Collection) -> int:
    """Take a logo in like any picture: clean, and looked at by a person before it leaves.

    It enters in the name of who keeps the collection: pictures are members' to answer for.
    """
    return media.keep(picture, signed.name.name, keeper=collection.keeper_id, by=None).id


def _line(text: str) -> str:
    return " ".join(text.split())


def decline(invitation: Invited, word: str) -> None:
    """Say no, with a word if they like; what was signed before counts no more.

    Raises:
        Refused: the word is too long.
    """
    _open(invitation)
    if len(word) > LONGEST_WORD:
        raise Refused(SigningWrong.TOO_LONG, longest=LONGEST_WORD)
    invitation.word = word.strip()
    invitation.signatures.clear()
    _answered(invitation, Answer.DECLINED)


def _answered(invitation: Invited, answer: Answer) -> None:
    invitation.answer, invitation.heard_at = answer, clock.now()
    if answer is Answer.SIGNED:
        invitation.word = ""
    db.session.flush()
    audit.record(None, f"partner.{answer}", "invitation", invitation.id)


def remark(invitation: Invited, text: str) -> None:
    """Say something of the text, to the association alone.

    Raises:
        Refused: it is empty, too long, or one of very many.
    """
    _open(invitation)
    if not text.strip():
        raise Refused(SigningWrong.EMPTY_REMARK)
    if len(text) > LONGEST_WORD:
        raise Refused(SigningWrong.TOO_LONG, longest=LONGEST_WORD)
    if any(each.text == text.strip() for each in invitation.remarks):
        return  # the page was asked for again
    if len(invitation.remarks) >= MOST_REMARKS:
        raise Refused(SigningWrong.TOO_MANY)
    invitation.remarks.append(Remark(text=text.strip(), at=clock.now()))
    db.session.flush()
    audit.record(None, "partner.remarked", "invitation", invitation.id)


def _open(invitation: Invited) -> Collection:
    """Return the collection of an invitation that may still be answered."""
    if invitation.collection_id is None or invitation.withdrawn_at is not None:
        raise Refused(SigningWrong.IS_CLOSED)
    # Held until the commit: whoever closes it meanwhile waits, and counts this answer.
    collection = db.session.get_one(
        Collection, invitation.collection_id, with_for_update=True, populate_existing=True
    )
    if not is_open(collection.closes_at, collection.closed_at, clock.now()):
        raise Refused(SigningWrong.IS_CLOSED)
    return collection
