"""Who said no, as the rows of a file are held against it."""

from collections.abc import Iterator

from comms.contacts.rules.drafts import Draft
from comms.contacts.rules.kinds import AddressKind
from comms.contacts.rules.matching import Face, face_of
from comms.contacts.rules.weighing import Noes
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


def identities(face: Face) -> Iterator[str]:
    """Yield what identifies a person: their addresses, a number or newsroom with their name.

    A number or a newsroom alone does not: colleagues share it.
    """
    name = " ".join(face.words)
    yield from face.emails
    if name:
        yield from (f"phone {key} {name}" for key in face.phones)
        yield from (f"outlet {key} {name}" for key in face.outlets)


def traces(register: Register, draft: Draft) -> list[str]:
    """Return the hashes by which a kept row is found when its person is erased."""
    return sorted(traces_of(register, face_of(draft)))


def traces_of(register: Register, face: Face) -> set[str]:
    """Return the hashes by which kept rows that speak of a person are found."""
    held = {*identities(face), *(f"phone {key}" for key in face.phones)}
    if face.words:
        held.add(f"name {' '.join(face.words)}")
    return set(map(register.trace, held))
