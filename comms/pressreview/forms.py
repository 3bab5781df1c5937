"""How what is wrong with a press review is said, and what is told of its mail."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

import comms.monitoring.sources.forms  # noqa: F401 - teaches what can happen to a source
from comms.core.given import Fields, read_day
from comms.core.refusal import Refused, teach
from comms.core.ways import Way
from comms.pressreview.rules.licence import Licence, outlets_of
from comms.pressreview.rules.wrong import LicenceWrong, ReviewWrong

WAYS: Mapping[str, object] = {
    Way.DUE: _l("à envoyer"),
    Way.CLAIMED: _l("en cours"),
    Way.DOUBTFUL: _l("arrivée ou pas ?"),
    Way.SENT: _l("envoyée"),
    Way.FAILED: _l("refusée"),
    Way.DROPPED: _l("abandonnée"),
}

teach(
    {
        ReviewWrong.NOTHING_KEPT: _l(
            "Aucune retombée gardée sur cette période : gardez-en dans Retombées, puis revenez."
        ),
        ReviewWrong.NOT_PRINTABLE: _l("Ce document n’a pas pu être mis en page : %(why)s"),
        ReviewWrong.NO_READER: _l("Choisissez au moins une personne, ou écrivez une adresse."),
        ReviewWrong.NOT_AN_ADDRESS: _l("« %(line)s » n’est pas une adresse (nom@exemple.org)."),
        ReviewWrong.SAID_NO: _l("« %(line)s » a demandé à ne plus rien recevoir."),
        ReviewWrong.DAYS: _l("Choisissez de 1 à %(most)s jours."),
        ReviewWrong.NO_LICENCE: _l(
            "Aucune licence en cours n’est déclarée : les textes entiers ne s’impriment pas. "
            "Un administrateur la déclare dans les réglages."
        ),
        ReviewWrong.TOO_MANY_READERS: _l(
            "La licence permet %(most)s lecteurs des textes entiers, il y en aurait %(count)s : "
            "choisissez moins de personnes, ou préparez une revue sans textes entiers."
        ),
        ReviewWrong.ASKED_ALREADY: _l("L’envoi de cette revue est déjà demandé : rien n’a changé."),
        ReviewWrong.SENT_ALREADY: _l("Cette revue est déjà envoyée."),
        ReviewWrong.NOT_ASKED: _l(
            "Personne ne demande plus l’envoi de cette revue ; la page est à jour."
        ),
        ReviewWrong.CHANGED: _l(
            "Cette revue ne dit plus ce que vous avez lu : relisez-la, puis envoyez-la."
        ),
        ReviewWrong.ANOTHER_ASK: _l(
            "Une autre demande est venue entre-temps : lisez-la avant de répondre."
        ),
        ReviewWrong.NO_WORD: _l("Dites pourquoi en un mot : la personne qui a demandé le lira."),
        ReviewWrong.TOO_MANY_WORDS: _l("C’est trop long : %(most)s signes au plus."),
        LicenceWrong.NO_GRANTOR: _l("Dites avec qui la licence est signée."),
        LicenceWrong.NO_END: _l("Dites jusqu’à quel jour elle vaut."),
        LicenceWrong.ENDED: _l("Ce jour est passé : cette licence a pris fin."),
        LicenceWrong.NO_OUTLET: _l("Nommez les médias qu’elle couvre, ou dites tous les médias."),
        LicenceWrong.READERS: _l("Donnez un nombre de lecteurs, ou rien s’il n’y a pas de limite."),
        LicenceWrong.TOO_LONG: _l("C’est trop long pour une licence."),
    }
)


def read_licence(fields: Fields) -> Licence:
    """Read a licence as it is declared; what it lacks is the rules' business.

    Raises:
        Refused: there is no day to end on, or it is not understood.
    """
    until = read_day(fields, "licence_until")
    if until is None:
        raise Refused(LicenceWrong.NO_END)
    covers_all = fields.get("licence_covers", "") == "all"
    return Licence(
        grantor=_line(fields, "licence_grantor"),
        number=_line(fields, "licence_number"),
        until=until,
        outlets=() if covers_all else outlets_of(fields.get("licence_outlets", "")),
        covers_all=covers_all,
        readers=_count(fields.get("licence_readers", "").strip()),
        outside=fields.get("licence_outside", "") == "1",
        mention=_line(fields, "licence_mention"),
    )


def typed_licence(licence: Licence | None) -> dict[str, str]:
    """Return what stands in the fields of a declared licence."""
    if licence is None:
        return {"licence_covers": "listed"}
    return {
        "licence_grantor": licence.grantor,
        "licence_number": licence.number,
        "licence_until": licence.until.isoformat(),
        "licence_covers": "all" if licence.covers_all else "listed",
        "licence_outlets": "\n".join(licence.outlets),
        "licence_readers": "" if licence.readers is None else str(licence.readers),
        "licence_outside": "1" if licence.outside else "",
        "licence_mention": licence.mention,
    }


def _line(fields: Fields, name: str) -> str:
    return " ".join(fields.get(name, "").split())


def _count(typed: str) -> int | None:
    """Read how many readers; what is no number is none at all, and refused."""
    if not typed:
        return None
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0
