"""What a collection of signatures may ask, until when, and how a partner's answer stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REMIND_BEFORE = timedelta(days=2)
# Who was asked less than this before the deadline is not reminded: it was said a moment ago.
ASKED_LATELY = timedelta(hours=20)
KEPT = timedelta(days=365)  # names, addresses and remarks, after a collection closed
LONGEST_NAME, LONGEST_WORD = 200, 4000
MOST_REMARKS = 40  # of one partner on one text
HEAVIEST_LOGO = 4 * 1024 * 1024  # bytes


class Answer(StrEnum):
    """A partner's last word."""

    NONE = ""
    SIGNED = "signed"
    DECLINED = "declined"


class Mailed(StrEnum):
    """Why a partner is written to."""

    ASK = "ask"
    REMIND = "remind"
    AGAIN = "again"  # the text they signed has changed
    CHANGED = "changed"  # so has the text they were asked about and have not answered yet
    KIT = "kit"


class Standing(StrEnum):
    """How a partner's answer stands now."""

    SILENT = "silent"
    SIGNED = "signed"
    OUTDATED = "outdated"  # à redemander: the text changed since
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # we took their link back


class SigningWrong(StrEnum):
    """Why something about a joint statement cannot be done."""

    NOT_A_SOURCE = "cosign.not_a_source"
    LOCKED = "cosign.locked"
    IS_OPEN = "cosign.is_open"
    IS_CLOSED = "cosign.is_closed"
    NO_PARTNER = "cosign.no_partner"
    NO_DEADLINE = "cosign.no_deadline"
    DEADLINE_PASSED = "cosign.deadline_passed"
    NO_LANGUAGE = "cosign.no_language"
    NOTHING_TO_SIGN = "cosign.nothing_to_sign"
    NO_ADDRESS = "cosign.no_address"
    SAID_NO = "cosign.said_no"
    NOBODY_TO_ASK = "cosign.nobody_to_ask"
    NO_NAME = "cosign.no_name"
    NAME_TOO_LONG = "cosign.name_too_long"
    NO_TEXT_CHOSEN = "cosign.no_text_chosen"
    TEXT_CHANGED = "cosign.text_changed"
    EMPTY_REMARK = "cosign.empty_remark"
    TOO_LONG = "cosign.too_long"
    TOO_MANY = "cosign.too_many"
    LOGO_TOO_HEAVY = "cosign.logo_too_heavy"
    UNKNOWN_LINK = "cosign.unknown_link"
    IN_DOUBT = "cosign.in_doubt"
    OTHERS_READ_ANOTHER = "cosign.others_read_another"
    NOT_APPROVED = "cosign.not_approved"
    NAMES_CHANGED = "cosign.names_changed"
    NOBODY_SIGNED = "cosign.nobody_signed"
    END_BEFORE_HOUR = "cosign.end_before_hour"


class SigningWarned(StrEnum):
    """What of a collection is worth a second look."""

    CLOSES_AFTER = "cosign.closes_after"  # its release leaves first, without the names


@dataclass(frozen=True)
class Name:
    """A partner as they want to stand under the text of one language."""

    name: str
    person: str = ""
    role: str = ""


@dataclass(frozen=True)
class Given:
    """What a partner's page knows of their answer: `signed` maps languages to text hashes."""

    answer: Answer
    is_withdrawn: bool
    signed: Mapping[str, str]


def standing(given: Given, texts: Mapping[str, str]) -> Standing:
    """Return how an answer stands; `texts` maps the languages of the statement to text hashes.

    A signature of a language that is not there any more is worth nothing, and needs no asking.
    """
    if given.is_withdrawn:
        return Standing.WITHDRAWN
    if given.answer is Answer.DECLINED:
        return Standing.DECLINED
    if given.answer is Answer.NONE:
        return Standing.SILENT
    return Standing.OUTDATED if outdated(given.signed, texts) else Standing.SIGNED


def outdated(signed: Mapping[str, str], texts: Mapping[str, str]) -> list[str]:
    """Return the languages in which what was signed is not what stands there now."""
    return [lang for lang, text in signed.items() if lang in texts and texts[lang] != text]


def is_open(closes_at: datetime, closed_at: datetime | None, now: datetime) -> bool:
    """Say whether partners may still answer."""
    return closed_at is None and now < closes_at


def reminds(asked_at: datetime, closes_at: datetime, now: datetime) -> bool:
    """Say whether it is time to remind a partner who has not answered."""
    near = closes_at - REMIND_BEFORE <= now < closes_at
    return near and asked_at <= now - ASKED_LATELY


def obstacles_to_name(name: Name) -> list[SigningWrong]:
    """Return what keeps a partner from standing under a text so."""
    found = [] if name.name.strip() else [SigningWrong.NO_NAME]
    is_long = any(len(each) > LONGEST_NAME for each in (name.name, name.person, name.role))
    return found + ([SigningWrong.NAME_TOO_LONG] if is_long else [])
