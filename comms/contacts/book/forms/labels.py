"""What the words of a card are called on its pages."""

from flask_babel import lazy_gettext as _l

from comms.contacts.book.rules.kinds import Spoken
from comms.core.languages import CONTENT

KINDS = {
    Spoken.CALL: _l("Appel"),
    Spoken.MAIL: _l("Mail"),
    Spoken.MEETING: _l("Rencontre"),
    Spoken.NOTE: _l("Note"),
}
LANGUAGES = {**CONTENT, "es": "español", "it": "italiano", "nl": "Nederlands", "tr": "Türkçe"}
