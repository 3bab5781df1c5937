"""What a press event is, when its place may be told, when guests are called, who was not there."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import accumulate

from comms.core.text import fold

PURPOSE = "guest link"
UNFIT = "unfit"  # why a mail is blocked: what it would bring may be read by nobody any more
LENGTH = 32  # hexadecimal characters of a link's proof: 128 bits
LONGEST, LONGEST_PLACE, MOST_PEOPLE = 160, 2000, 20
CALL_DAYS = (2, 1)  # guests who have not answered are called so many days before
LASTS = timedelta(hours=3)  # an event whose end was not said
GRACE = timedelta(hours=24)  # a link lives so long after the end
KEPT = timedelta(days=365)  # the names of guests, after the event
SECRET_WORDS = 2  # a place of fewer words (« Calais ») is no secret one could look for
# Of the way below it, and of the parts of a line, what is shorter (« à droite ») is in every text.
PART_WORDS, PART_LETTERS = 3, 10
OWN_ZONE = "Europe/Paris"  # not in the hash of a place: approvals from before zones counted stand

_WORD = re.compile(r"[^\W_]+")
_NOTE = re.compile("[¹²³⁰-⁹]")  # the sign of a footnote belongs to no word
_BIS = re.compile(r"(?<=\d)\s?(?:bis|ter|quater|[a-d])\b")  # the same door, said more closely
_STREET = re.compile(r"\b([0-9]+(?:[ \t]?(?:bis|ter|[a-z]))?)[ \t]*,[ \t]*", re.IGNORECASE)


class Kind(StrEnum):
    """What the press is invited to."""

    CONFERENCE = "conference"
    VISIT = "visit"
    HEARING = "hearing"


class Answer(StrEnum):
    """What a guest said; nothing yet is empty."""

    NONE = ""
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Mail(StrEnum):
    """What a guest is written by us; the invitation, where no list it goes to has them."""

    INVITATION = "invitation"
    PLACE = "place"
    KIT = "kit"


def key_of(piece_id: int) -> str:
    """Return the key of the mail that brings an invitation."""
    return f"piece:{piece_id}"


def piece_in(key: str) -> int:
    """Return which invitation a mail brings, as its key says: another may be chosen since."""
    return int(key.removeprefix("piece:"))


class Phase(StrEnum):
    """Where an event stands."""

    AHEAD = "ahead"
    NOW = "now"  # the day itself, until its end
    OVER = "over"
    CANCELLED = "cancelled"


class EventWrong(StrEnum):
    """Why an event cannot be kept so, or a thing not be done with it."""

    NO_TITLE = "event.no_title"
    TOO_LONG = "event.too_long"
    NO_KIND = "event.no_kind"
    NO_HOUR = "event.no_hour"
    ENDS_FIRST = "event.ends_first"
    NO_OWNER = "event.no_owner"
    CANCELLED = "event.cancelled"
    OWN_PLACE = "event.own_place"
    PLACE_CHANGED = "event.place_changed"
    PLACE_SAID = "event.place_said"
    PLACE_IN_TITLE = "event.place_in_title"
    NOT_INVITATION = "event.not_invitation"
    INVITATION_LEFT = "event.invitation_left"
    LEFT_ELSEWHERE = "event.left_elsewhere"
    WAITS = "event.waits"
    NOT_OUT = "event.not_out"
    NOBODY = "event.nobody"
    SAID_NO = "event.said_no"
    NOT_INVITED = "event.not_invited"
    WHICH = "event.which"
    NO_ANSWER = "event.no_answer"
    PEOPLE = "event.people"
    NOT_YET = "event.not_yet"
    UNFIT = "event.unfit"
    NOT_LEFT = "event.not_left"
    ALL_INVITED = "event.all_invited"
    IS_OVER = "event.is_over"


def obstacles(
    kind: str, title: str, place: str, starts: datetime | None, ends: datetime | None
) -> list[EventWrong]:
    """Return everything that is wrong with an event, so that the page says it all at once."""
    found = []
    if kind not in set(Kind):
        found.append(EventWrong.NO_KIND)
    if not title.strip():
        found.append(EventWrong.NO_TITLE)
    if len(title) > LONGEST or len(place) > LONGEST_PLACE:
        found.append(EventWrong.TOO_LONG)
    if starts is None:
        found.append(EventWrong.NO_HOUR)
    elif ends is not None and ends <= starts:
        found.append(EventWrong.ENDS_FIRST)
    return found


def place_hash(place: str, starts: datetime, ends: datetime | None, zone: str) -> str:
    """Return what an approval of a place belongs to: the place and the hours, to the letter.

    The zone is that of the clocks the hours are said on; `OWN_ZONE` alone is left out.
    """
    said = [place, starts.isoformat(), ends.isoformat() if ends else ""]
    said += [zone] if zone != OWN_ZONE else []
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def end_of(starts: datetime, ends: datetime | None) -> datetime:
    """Return when an event is over."""
    return ends or starts + LASTS


def phase(
    starts: datetime, ends: datetime | None, cancelled: datetime | None, now: datetime
) -> Phase:
    """Say where an event stands; its day begins twelve hours before it does."""
    if cancelled is not None:
        return Phase.CANCELLED
    if now >= end_of(starts, ends):
        return Phase.OVER
    return Phase.NOW if starts - now <= timedelta(hours=12) else Phase.AHEAD


def is_call_day(on: date, today: date) -> bool:
    """Say whether guests who have not answered are called today."""
    return (on - today).days in CALL_DAYS


def secrets_of(place: str) -> list[str]:
    """Return the words of a secret place that no text may hold: each line, each part of a line.

    The first line is a secret as soon as it has two words; the town after a comma is none.
    """
    lines = [" ".join(each.split()) for each in place.splitlines() if each.strip()]
    whole = [each for each in lines[:1] if len(_WORD.findall(each)) >= SECRET_WORDS]
    parts = [part for line in lines for part in (line, *_parts(line)) if _is_telling(part)]
    return list(dict.fromkeys([*whole, *parts]))


def _parts(line: str) -> list[str]:
    """Return what stands between the commas of a line; a number stays with its street."""
    return [part for each in _STREET.sub(r"\1 ", line).split(",") if (part := each.strip())]


def _is_telling(part: str) -> bool:
    words = _WORD.findall(part)
    return len(words) >= PART_WORDS and sum(map(len, words)) >= PART_LETTERS


def is_said_by(title: str, place: str) -> bool:
    """Say whether a title, which every guest reads, says a place that is still secret."""
    letters = Letters(title)
    return any(letters.say(each) for each in secrets_of(place))


class Letters:
    """A text as its letters alone, in which a secret is looked for from one word's head to an end.

    « 12-quai-de-la-Digue », « 12 quai de la D*igue » and « 12 bis quai de la Digue » say « 12, quai
    de la Digue »; « 112 quai de la Digue » does not.
    """

    def __init__(self, text: str) -> None:
        words = _words(text)
        self._line = "".join(words)
        self._heads = set(accumulate(map(len, words), initial=0))

    def say(self, secret: str) -> bool:
        """Say whether the words of a secret stand in the text, whatever is between its letters."""
        sought = "".join(_words(secret))
        at = self._line.find(sought) if sought else -1
        while at >= 0:
            if at in self._heads and at + len(sought) in self._heads:
                return True
            at = self._line.find(sought, at + 1)
        return False


def _words(text: str) -> list[str]:
    return _WORD.findall(_BIS.sub("", fold(_NOTE.sub(" ", text))))


def obstacles_to_answer(answer: str, people: int | None) -> list[EventWrong]:
    """Return what is wrong with what a guest answers."""
    found = []
    if answer not in set(Answer) or not answer:
        found.append(EventWrong.NO_ANSWER)
    if people is None or not 1 <= people <= MOST_PEOPLE:
        found.append(EventWrong.PEOPLE)
    return found


def wants_kit(answer: str, *, came: bool, asked: bool) -> bool:
    """Say whether a guest is sent the kit: not there, though they meant to be, or asked for it."""
    return not came and (asked or answer in (Answer.YES, Answer.MAYBE))


@dataclass(frozen=True)
class Tally:
    """Guests, counted; `people`: all who come with those who said yes."""

    guests: int = 0
    yes: int = 0
    maybe: int = 0
    no: int = 0
    silent: int = 0
    people: int = 0
    came: int = 0


def tally(guests: Iterable[tuple[str, int, bool]]) -> Tally:
    """Count guests by answer, number of people, and whether they came."""
    rows = list(guests)
    answers = [answer for answer, _, _ in rows]
    return Tally(
        guests=len(rows),
        yes=answers.count(Answer.YES),
        maybe=answers.count(Answer.MAYBE),
        no=answers.count(Answer.NO),
        silent=answers.count(Answer.NONE),
        people=sum(people for answer, people, _ in rows if answer == Answer.YES),
        came=sum(came for _, _, came in rows),
    )
