"""Who may hold which role, and what can no longer be taken away."""

from enum import StrEnum

from comms.core.rights import College, Role


class RoleWrong(StrEnum):
    """Why a role cannot be given."""

    UNKNOWN = "role.unknown"
    COLLEGE_MISSING = "role.college_missing"
    COLLEGE_UNKNOWN = "role.college_unknown"
    LAST_ADMIN = "role.last_admin"


def obstacles_to_role(role: str, college: str | None) -> list[RoleWrong]:
    """Return what is wrong with a role and its college, as a person gave them."""
    found = []
    if role not in list(Role):
        found.append(RoleWrong.UNKNOWN)
    if college and college not in list(College):
        found.append(RoleWrong.COLLEGE_UNKNOWN)
    if role == Role.APPROVER and not college:
        found.append(RoleWrong.COLLEGE_MISSING)
    return found


def college_of(role: str, college: str | None) -> College | None:
    """Return the college a member speaks for: only those who approve speak for one."""
    return College(college) if college and role in {Role.APPROVER, Role.ADMIN} else None


def obstacles_to_leaving(member_id: int, admins: set[int]) -> list[RoleWrong]:
    """Return why a member must stay an administrator: somebody has to let others in."""
    return [RoleWrong.LAST_ADMIN] if admins == {member_id} else []
