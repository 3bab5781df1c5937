"""What becomes of each row of a file: created, joined, held back, refused; in the file's order."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from comms.contacts.files.rules.drafts import Draft, RowWrong
from comms.contacts.files.rules.matching import Book, face_of
from comms.contacts.twins.rules.judging import Face, Verdict


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    SUGGESTED = "suggested"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Weighed:
    """A row with what becomes of it, and with whom."""

    draft: Draft
    outcome: Outcome
    face: Face | None = None  # whom it joins or may be
    score: int = 100
    reason: RowWrong | None = None
    print: str = ""
    namesake: Face | None = None  # of a new person: who has the same name, and may be them


@dataclass(frozen=True)
class Noes:
    """Who said no: asked about each row."""

    objected: Callable[[Draft], bool]
    erased: Callable[[Draft], bool]


def weigh(
    drafts: Iterable[tuple[Draft, str]], book: Book, seen: Mapping[str, Face], noes: Noes
) -> list[Weighed]:
    """Weigh each row. `drafts`: row and print; `seen`: whom rows of that print became before."""
    met = dict(seen)
    return [_weigh(draft, print_, book, met, noes) for draft, print_ in drafts]


def _weigh(draft: Draft, print_: str, book: Book, met: dict[str, Face], noes: Noes) -> Weighed:
    if wrong := refusal_of(draft, noes):
        return Weighed(draft, Outcome.REJECTED, reason=wrong, print=print_)
    face = face_of(draft)
    known: Face | None = met.get(print_)
    match = None if known else book.find(face)
    if match and match.verdict is Verdict.SAME:
        known = match.face
    if known and known.objected:
        return Weighed(draft, Outcome.REJECTED, reason=RowWrong.OBJECTED, print=print_)
    if known:
        met[print_] = book.learn(known, face)
        outcome = Outcome.SUGGESTED if known.is_held else Outcome.UPDATED
        return Weighed(draft, outcome, known, print=print_)
    if match:
        book.add(replace(face, is_held=True))
        return Weighed(draft, Outcome.SUGGESTED, match.face, match.score, print=print_)
    namesake = book.namesake(face)
    book.add(face)
    met[print_] = face
    return Weighed(draft, Outcome.CREATED, face, print=print_, namesake=namesake)


def kept_for(weighed: Iterable[Weighed], hidden: Container[int]) -> list[Weighed]:
    """Hold back what would change people whom the one who brings the file does not see."""
    return [
        replace(each, outcome=Outcome.SUGGESTED)
        if each.outcome is Outcome.UPDATED and each.face and each.face.contact_id in hidden
        else each
        for each in weighed
    ]


def refusal_of(draft: Draft, noes: Noes) -> RowWrong | None:
    """Return why a row is refused whoever it is."""
    if draft.objects or noes.objected(draft):
        return RowWrong.OBJECTED
    if noes.erased(draft):
        return RowWrong.ERASED
    return draft.wrong
