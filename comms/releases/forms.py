"""What people write in the form of a release, and how what it lacks is said."""

from flask_babel import lazy_gettext as _l

from comms.core.refusal import teach
from comms.pieces.forms import Fields
from comms.releases.rules import KINDS, Lack, ReleaseWords

KIND_NAMES = {
    "communique": _l("Communiqué"),
    "invitation": _l("Invitation presse"),
    "dossier": _l("Dossier de presse"),
    "tribune": _l("Tribune"),
    "reply": _l("Droit de réponse"),
    "newsletter": _l("Lettre d’information"),
}

teach(
    {
        Lack.TITLE: _l("Il manque le titre."),
        Lack.BODY: _l("Il manque le texte."),
        Lack.PLACE: _l("Il manque le lieu (« Calais »)."),
        Lack.CONTACT: _l("Il manque un contact presse."),
    }
)


def read_words(fields: Fields) -> ReleaseWords:
    """Read the words of a release, as typed."""
    kind = fields.get("kind", "")
    return ReleaseWords(
        kind=kind if kind in KINDS else "communique",
        lang=fields.get("lang", "") or "fr",
        title=" ".join(fields.get("title", "").split()),
        overline=fields.get("overline", "").strip(),
        subtitle=fields.get("subtitle", "").strip(),
        place=fields.get("place", "").strip(),
        body=fields.get("body", "").replace("\r\n", "\n"),
        contacts=tuple(
            line.strip() for line in fields.get("contacts", "").splitlines() if line.strip()
        ),
    )
