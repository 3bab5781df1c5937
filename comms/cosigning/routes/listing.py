"""What the pages of a statement and of a kit share: the list of partners, and whom to add to it."""

from collections.abc import Iterable
from typing import Any

from flask import request

from comms.contacts.book.queries import outlets as book
from comms.contacts.book.queries.people import hidden_from
from comms.core.languages import languages_to_choose, ngettext
from comms.core.settings import LANGUAGES
from comms.core.web import current_member
from comms.cosigning import forms
from comms.cosigning.models import Invited
from comms.cosigning.service import mailing
from comms.media.forms import LOOKS


def words_of_lines() -> dict[str, Any]:
    """Return what every list of partners needs besides them; `hidden`: whom one does not see."""
    return {
        "hidden": hidden_from(current_member().id),
        "tongues": [each for each in languages_to_choose() if each[0] in LANGUAGES],
        "standings": forms.STANDINGS,
        "tones": forms.TONES,
        "mailed": forms.MAILED,
        "ways": forms.WAYS,
        "looks": LOOKS,
    }


def left_to_ask(asked: Iterable[Invited]) -> list[book.Partner]:
    """Return the partners of the book that were not asked yet."""
    taken = {each.outlet_id for each in asked}
    return [each for each in book.partners(current_member().id) if each.outlet.id not in taken]


def chosen_partners(asked: Iterable[Invited]) -> list[int]:
    """Return the partners of the book that are chosen on a page and were not asked yet."""
    partners = [each.outlet.id for each in book.partners(current_member().id)]
    return forms.read_partners(request.form, partners, {each.outlet_id for each in asked})


def said_of_asking(made: list[Invited]) -> str:
    """Say how many of those chosen are written to, and how many wait for a link given by hand."""
    written = sum(mailing.is_written_to(each) for each in made)
    return said_of_writing(written, len(made) - written)


def said_of_writing(written: int, by_hand: int) -> str:
    """Say how many partners are written to, and how many are given their link by a member."""
    parts = []
    if written or not by_hand:
        parts.append(
            ngettext(
                "Un mail part vers %(num)d association.",
                "Un mail part vers %(num)d associations.",
                written,
            )
        )
    if by_hand:
        parts.append(
            ngettext(
                "Aucun mail ne part vers %(num)d association : donnez-lui vous-même son lien.",
                "Aucun mail ne part vers %(num)d associations : donnez-leur vous-même leur lien.",
                by_hand,
            )
        )
    return " ".join(parts)
