"""What a release lacks, what of it cannot be rendered, what is worth a second look."""

from enum import StrEnum

from comms.core.html import Unreadable, refuse_hostile, without_notes
from comms.core.refusal import Refused
from comms.pieces.rules import bindings
from comms.releases.rules.signing import signed_another
from comms.releases.rules.words import ReleaseWords


class Lack(StrEnum):
    """What a release lacks before anyone is asked to approve it."""

    TITLE = "release.no_title"
    BODY = "release.no_body"
    PLACE = "release.no_place"
    CONTACT = "release.no_contact"
    ANSWER = "release.no_answer"  # a question its template asks
    ASSOCIATION = "release.no_association"  # nobody has said yet who we are
    FIGURE = "release.no_figure"  # a figure that shows no words and has no record
    UNTRANSLATED = "release.untranslated"  # another language, and still the words of its source
    UNFILLED = "release.unfilled"  # a line of its template that still asks for words
    BEFORE_SOURCE = "release.before_source"  # its source is still under embargo then
    SIGNED_OTHER = "release.signed_other"  # partners stand under it who signed other words


class Stale(StrEnum):
    """What of a translation is worth a second look."""

    BEHIND = "release.behind"  # its source has changed since


def lacks(release: ReleaseWords) -> list[StrEnum]:
    """Return everything a release lacks, and everything that cannot be rendered."""
    held = {
        Lack.TITLE: release.title,
        Lack.BODY: without_notes(release.body),
        Lack.PLACE: release.place,
        Lack.CONTACT: "".join(release.contacts),
    }
    found: list[StrEnum] = [lack for lack, text in held.items() if not text.strip()]
    bound = bindings.found(release.body)
    if any(not each.words.strip() and each.name not in release.records for each in bound):
        found.append(Lack.FIGURE)
    if any(not answer.strip() for _question, answer in release.answers):
        found.append(Lack.ANSWER)
    if signed_another(release):
        found.append(Lack.SIGNED_OTHER)
    return found + unreadable(release.body, *release.lines)


def unreadable(*texts: str) -> list[StrEnum]:
    """Return why texts cannot be rendered."""
    found: list[StrEnum] = []
    for text in texts:
        try:
            refuse_hostile(text)
        except Refused as refusal:
            found += [code for code in refusal.obstacles if isinstance(code, Unreadable)]
    return list(dict.fromkeys(found))
