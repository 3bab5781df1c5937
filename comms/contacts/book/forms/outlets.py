"""Reads the forms of newsrooms, and says what they are called and refused for."""

from flask_babel import lazy_gettext as _l

from comms.contacts.book.forms.fields import Fields
from comms.contacts.book.rules.kinds import Medium
from comms.contacts.book.rules.outlets import DutyWords, OutletWords, OutletWrong
from comms.core.refusal import teach

MEDIA = {
    Medium.PRESS: _l("presse écrite"),
    Medium.AGENCY: _l("agence"),
    Medium.RADIO: _l("radio"),
    Medium.TELEVISION: _l("télévision"),
    Medium.ONLINE: _l("en ligne"),
    Medium.MAGAZINE: _l("magazine ou revue"),
    Medium.BLOG: _l("blog ou site personnel"),
    Medium.PARTNER: _l("association partenaire"),
    Medium.INSTITUTION: _l("institution publique"),
    Medium.UNKNOWN: _l("à préciser"),
}
DAYS = (
    ("1", _l("lun.")),
    ("2", _l("mar.")),
    ("3", _l("mer.")),
    ("4", _l("jeu.")),
    ("5", _l("ven.")),
    ("6", _l("sam.")),
    ("7", _l("dim.")),
)
teach(
    {
        OutletWrong.NO_NAME: _l("Donnez un nom."),
        OutletWrong.KNOWN: _l("« %(name)s » existe déjà."),
        OutletWrong.OWN_EDITION: _l("Une rédaction n’est pas l’édition d’elle-même."),
        OutletWrong.NO_DAYS: _l("Cochez au moins un jour."),
        OutletWrong.BAD_HOURS: _l("Donnez deux heures, comme « 7 h 30 » et « 22 h »."),
        OutletWrong.BAD_PHONE: _l("« %(typed)s » n’est pas un numéro : corrigez-le."),
    }
)


def read_outlet(fields: Fields) -> OutletWords:
    """Read a newsroom, as typed."""

    def said(name: str) -> str:
        return " ".join(fields.get(name, "").split())

    medium = said("medium")
    return OutletWords(
        name=said("name"),
        medium=Medium(medium) if medium in set(Medium) else Medium.UNKNOWN,
        rhythm=said("rhythm"),
        territory=said("territory"),
        deadline=said("deadline"),
        site=said("site"),
        domain=said("domain"),
        handles=fields.get("handles", "").replace("\r\n", "\n").strip(),
        parent=said("parent"),
    )


def read_duty(fields: Fields) -> DutyWords:
    """Read a desk, as typed."""
    return DutyWords(
        days="".join(fields.getlist("days")),
        start=fields.get("start", ""),
        end=fields.get("end", ""),
        label=" ".join(fields.get("label", "").split()),
        phone=fields.get("phone", ""),
    )
