"""Who may do what: five rights deep, four roles high, and nothing that is not written here."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A member's role; each holds the rights of those before it."""

    GUEST = "guest"
    AUTHOR = "author"
    APPROVER = "approver"
    ADMIN = "admin"


class College(StrEnum):
    """The group an approver speaks for."""

    STAFF = "staff"
    BOARD = "board"


class Right(StrEnum):
    """What a route may ask of the person in front of it."""

    BELONG = "belong"  # any member: today, one's own account
    READ_CALENDAR = "read_calendar"
    PROPOSE = "propose"  # ideas
    READ = "read"  # pieces, contacts, watch
    WRITE = "write"  # pieces, asking for approval
    KEEP_CONTACTS = "keep_contacts"
    KEEP_WATCH = "keep_watch"
    APPROVE = "approve"
    SEND = "send"  # plan, hold, resolve what leaves
    EXPORT = "export"
    KEEP_SETTINGS = "keep_settings"
    KEEP_MEMBERS = "keep_members"


_ADDED = {
    Role.GUEST: {Right.BELONG, Right.READ_CALENDAR, Right.PROPOSE},
    Role.AUTHOR: {Right.READ, Right.WRITE, Right.KEEP_CONTACTS, Right.KEEP_WATCH},
    Role.APPROVER: {Right.APPROVE, Right.SEND, Right.EXPORT},
    Role.ADMIN: {Right.KEEP_SETTINGS, Right.KEEP_MEMBERS},
}
_ORDER = list(Role)


def rights_of(role: Role) -> frozenset[Right]:
    """Return everything a role may do."""
    held = _ORDER[: _ORDER.index(role) + 1]
    return frozenset().union(*(_ADDED[each] for each in held))


def needs_second_factor(role: Role) -> bool:
    """Say whether this role signs in with a second factor: those who let things leave do."""
    return Right.SEND in rights_of(role)


@dataclass(frozen=True)
class Actor:
    """The member who acts: all that verbs and pages may know of the person in front of them."""

    id: int
    name: str
    role: Role
    college: College | None = None
    lang: str = "fr"
    zone: str = ""  # where they live; empty: where the association does

    def may(self, right: Right) -> bool:
        """Say whether this person holds a right."""
        return right in rights_of(self.role)


def number_of(actor: Actor | None) -> int | None:
    """Return the number of the member who acts, as rows keep it; None for the machine itself."""
    return actor.id if actor else None
