"""Who said no, as the rows of a file are held against it."""

from comms.contacts.book.rules.kinds import AddressKind
from comms.contacts.files.rules.drafts import Draft
from comms.contacts.files.rules.matching import face_of
from comms.contacts.files.rules.weighing import Noes
from comms.contacts.twins.rules.judging import Face, identities
from comms.core.register import No, Register


def noes(register: Register) -> Noes:
    """Return whom the register refuses."""
    return Noes(
        objected=lambda draft: any(
            register.has(No.OBJECTION, key) for key in draft.keys(AddressKind.EMAIL)
        ),
        erased=lambda draft: any(
            register.has(No.ERASURE, value) for value in identities(face_of(draft))
        ),
    )


def traces(register: Register, draft: Draft) -> list[str]:
    """Return the hashes by which a kept row is found when its person is erased."""
    return sorted(traces_of(register, face_of(draft)))


def traces_of(register: Register, face: Face) -> set[str]:
    """Return the hashes by which kept rows that speak of a person are found."""
    held = {*identities(face), *(f"phone {key}" for key in face.phones)}
    if face.words:
        held.add(f"name {' '.join(face.words)}")
    return set(map(register.trace, held))
