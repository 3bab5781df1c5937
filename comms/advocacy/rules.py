"""What a step of advocacy is, how it stands on a day, and what is read of a document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST, LONGEST_WORDS, MOST_DOCUMENTS = 200, 6000, 20  # characters; characters; lines
SOON = timedelta(days=7)  # an answer due within that time is looked for on Aujourd'hui
_ADDRESS = re.compile(r"https?://\S+")


class Kind(StrEnum):
    """What is done to be heard."""

    LETTER = "letter"
    HEARING = "hearing"
    WRITTEN = "written"  # a question to the government, by an elected person
    ORAL = "oral"
    APPEAL = "appeal"
    MEETING = "meeting"


class Outcome(StrEnum):
    """What was obtained; none said yet is empty."""

    OPEN = ""
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    SILENT = "silent"  # no answer came, and nobody waits for one any more


class Standing(StrEnum):
    """How a step stands on a day, in the order in which one looks at them."""

    LATE = "late"
    DUE = "due"
    PLANNED = "planned"
    DONE = "done"  # done, and no answer is awaited
    CLOSED = "closed"  # what came of it is known


class AdvocacyWrong(StrEnum):
    """Why a step cannot be kept so."""

    NO_SUBJECT = "advocacy.no_subject"
    TOO_LONG = "advocacy.too_long"
    NO_KIND = "advocacy.no_kind"
    NO_DAY = "advocacy.no_day"
    BAD_DAY = "advocacy.bad_day"
    BAD_DUE = "advocacy.bad_due"
    DUE_FIRST = "advocacy.due_first"
    NOBODY = "advocacy.nobody"
    UNKNOWN = "advocacy.unknown"
    WHICH = "advocacy.which"
    NO_OWNER = "advocacy.no_owner"
    NO_OUTCOME = "advocacy.no_outcome"
    NOT_YET = "advocacy.not_yet"
    BEFORE = "advocacy.before"


@dataclass(frozen=True)
class Document:
    """A document by its name and, where it has one, its address on the web."""

    name: str
    url: str = ""

    def line(self) -> str:
        """Return it as it is typed."""
        return " ".join(filter(None, (self.name if self.name != self.url else "", self.url)))


def documents(text: str) -> list[Document]:
    """Read documents, one a line: a name, an address, or both; only web addresses are links."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        address = _ADDRESS.search(line)
        url = address[0] if address else ""
        name = " ".join(line.replace(url, " ").split()).strip(" |:–-") if url else line
        found.append(Document(name or url, url))
    return found


def standing(on: date, due: date | None, outcome: str, today: date) -> Standing:
    """Say how a step stands on a day."""
    if outcome:
        return Standing.CLOSED
    if on > today:
        return Standing.PLANNED
    if due is None:
        return Standing.DONE
    return Standing.LATE if due < today else Standing.DUE


def obstacles(
    kind: str, subject: str, asked: str, on: date | None, due: date | None, papers: int = 0
) -> list[AdvocacyWrong]:
    """Return everything that is wrong with a step, so that the page says it all at once."""
    found = []
    if kind not in set(Kind):
        found.append(AdvocacyWrong.NO_KIND)
    if not subject.strip():
        found.append(AdvocacyWrong.NO_SUBJECT)
    if len(subject) > LONGEST or len(asked) > LONGEST_WORDS or papers > MOST_DOCUMENTS:
        found.append(AdvocacyWrong.TOO_LONG)
    if on is None:
        found.append(AdvocacyWrong.NO_DAY)
    elif due is not None and due < on:
        found.append(AdvocacyWrong.DUE_FIRST)
    return found


@dataclass(frozen=True)
class Tally:
    """What was asked and what came of it, counted."""

    asked: int = 0
    yes: int = 0
    partly: int = 0
    no: int = 0
    silent: int = 0
    late: int = 0


def tally(steps: Iterable[tuple[Standing, str]]) -> Tally:
    """Count steps by how they stand and what came of them; what is only planned asked nothing."""
    made = [each for each in steps if each[0] is not Standing.PLANNED]
    outcomes = [outcome for _, outcome in made]
    return Tally(
        asked=len(made),
        late=sum(how is Standing.LATE for how, _ in made),
        **{str(each): outcomes.count(each) for each in Outcome if each},
    )
