"""A call that comes in is written down whole: the person, what was said, what is asked."""

from dataclasses import dataclass, replace

from comms.contacts.book.models import Contact
from comms.contacts.book.rules.kinds import Spoken
from comms.contacts.book.rules.words import PersonWrong
from comms.contacts.book.service.keeping import note
from comms.contacts.calling.service.sessions import meet
from comms.contacts.requests.rules.asking import RequestWords
from comms.contacts.requests.service import ask
from comms.core import clock
from comms.core.refusal import Refused
from comms.core.rights import Actor


@dataclass(frozen=True)
class Caller:
    """Somebody who calls and is not in the book, as typed."""

    name: str = ""
    number: str = ""
    outlet: str = ""


@dataclass(frozen=True)
class Noted:
    """What a call became."""

    contact_id: int
    request_id: int | None


def note_call(
    contact: Contact | None,
    caller: Caller,
    origin: str,
    text: str,
    asked: RequestWords,
    *,
    actor: Actor,
) -> Noted:
    """Note a call; who is new is written down, what is asked becomes a request.

    Raises:
        Refused: nothing was said and nothing asked, or nobody named.
    """
    if not text.strip() and not asked.subject:
        raise Refused(PersonWrong.NOTHING_SAID)
    if contact is None:
        contact = meet(caller.name, caller.number, caller.outlet, origin, actor=actor)
    note(contact, Spoken.CALL, text.strip() or asked.subject, clock.now(), actor=actor)
    said = replace(asked, said=text.strip())  # who answers reads it where they answer
    made = ask(contact, said, actor=actor) if asked.subject else None
    return Noted(contact.id, made.id if made else None)
