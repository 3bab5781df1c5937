"""A piece as a mail: what a mailing needs of it, whatever its kind."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """One message, the same for all its readers but for the foot with their own link."""

    subject: str
    text: str
    html: str
    lang: str
