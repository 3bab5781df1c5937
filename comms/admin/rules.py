"""What may be decided, and what the state of the machine means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from comms.core.rights import Actor, College, Right

MOST_PLACES = 3  # approvals one kind may ask for
MINUTES = {"late_minutes": (5, 24 * 60), "embargo_late_minutes": (1, 120)}
LONGEST = 4000  # characters of one option
KINDS = ("post", "release")


class AdminWrong(StrEnum):
    """Why a choice cannot be kept."""

    ZONE = "admin.zone"
    MINUTES = "admin.minutes"
    NO_APPROVAL = "admin.no_approval"
    TOO_LONG = "admin.too_long"


class Sign(StrEnum):
    """What the settings page says of the machine."""

    JOBS_WELL = "jobs_well"
    JOBS_SILENT = "jobs_silent"
    JOBS_NEVER = "jobs_never"
    JOB_FAILED = "job_failed"
    MAIL_WELL = "mail_well"
    MAIL_OFF = "mail_off"
    MAIL_NO_SENDER = "mail_no_sender"
    LINKS_LOCAL = "links_local"
    LINKS_CLEAR = "links_clear"
    LINKS_WELL = "links_well"
    NOBODY_APPROVES = "nobody_approves"
    WAITING = "waiting"
    NOTICES_LOST = "notices_lost"
    MAY_SLEEP = "may_sleep"


@dataclass(frozen=True)
class Seen:
    """One thing seen of the machine: how it is (ok, no, wait), and the facts of its sentence."""

    look: str
    sign: Sign
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Ran:
    """How one job went, as far as the page tells."""

    name: str
    due_at: datetime
    last_ok: datetime | None
    error: str | None


def signs_of_jobs(jobs: Sequence[Ran], silent: Iterable[str]) -> list[Seen]:
    """Return what the jobs' own table says."""
    quiet = set(silent)
    found = [
        Seen("no", Sign.JOBS_SILENT, {"job": job.name, "since": job.due_at})
        for job in jobs
        if job.name in quiet
    ]
    found += [
        Seen("no", Sign.JOB_FAILED, {"job": job.name, "error": job.error, "again": job.due_at})
        for job in jobs
        if job.error and job.name not in quiet
    ]
    if found:
        return found
    last = max((job.last_ok for job in jobs if job.last_ok), default=None)
    return [Seen("ok", Sign.JOBS_WELL, {"last": last}) if last else Seen("wait", Sign.JOBS_NEVER)]


def signs_of_mail(host: str | None, sender: str) -> Seen:
    """Return by which door mail leaves, or why none does."""
    if host is None:
        return Seen("no", Sign.MAIL_OFF)
    if not sender:
        return Seen("no", Sign.MAIL_NO_SENDER, {"host": host})
    return Seen("ok", Sign.MAIL_WELL, {"host": host, "sender": sender})


def is_laptop(public_url: str) -> bool:
    """Say whether people reach us from this very machine alone: then it is one that may sleep."""
    return urlsplit(public_url).hostname in {"127.0.0.1", "localhost", "::1"}


def sign_of_links(public_url: str) -> Seen:
    """Return where the links in our mails lead."""
    facts = {"url": public_url}
    if is_laptop(public_url):
        return Seen("wait", Sign.LINKS_LOCAL, facts)
    if not public_url.startswith("https://"):
        return Seen("no", Sign.LINKS_CLEAR, facts)
    return Seen("ok", Sign.LINKS_WELL, facts)


def signs_of_waiting(doubtful: int, missed: int, notices: int) -> list[Seen]:
    """Return what waits for a person; mail to members in doubt (`notices`) waits for nobody."""
    found = []
    if doubtful > notices or missed:
        facts = {"doubtful": doubtful - notices, "missed": missed}
        found.append(Seen("no", Sign.WAITING, facts))
    if notices:
        found.append(Seen("wait", Sign.NOTICES_LOST, {"notices": notices}))
    return found


def signs_of_approvers(
    places: Mapping[str, Sequence[College | None]], members: Iterable[Actor]
) -> list[Seen]:
    """Return the kinds nobody can approve: a place asks for a college that has nobody."""
    colleges = [member.college for member in members if member.may(Right.APPROVE)]
    return [
        Seen("no", Sign.NOBODY_APPROVES, {"kind": kind, "college": college})
        for kind, asked in places.items()
        for college in dict.fromkeys(asked)
        if (college not in colleges if college else not colleges)
    ]
