"""Which address is one, and when two are the same."""

from enum import StrEnum

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

# An office may live under a name of its own that no registry knows: `presse.local`, `bureau.test`.
SPECIAL_USE_DOMAIN_NAMES.clear()


class AddressWrong(StrEnum):
    """Why an address is not taken."""

    UNREADABLE = "address.unreadable"
    KNOWN = "address.known"


def read(typed: str) -> str | None:
    """Return an address as it is written to, or None when it is none.

    Whether mail arrives there is not asked: the house may run without the internet.
    """
    try:
        read_as = validate_email(
            typed.strip(), check_deliverability=False, globally_deliverable=False
        )
    except EmailNotValidError:
        return None
    return read_as.normalized


def key_of(typed: str) -> str:
    """Return what makes two addresses the same, whatever was typed."""
    return (read(typed) or typed.strip()).casefold()
