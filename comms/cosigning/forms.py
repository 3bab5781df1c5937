"""What is typed about joint statements, how answers are called, and why something cannot be."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage, MultiDict

from comms.core import rows
from comms.core.given import read_hour
from comms.core.languages import CONTENT, ngettext
from comms.core.refusal import lead, teach
from comms.core.settings import LANGUAGES
from comms.cosigning.queries.asked import Text
from comms.cosigning.rules.asking import Mailed, Name, SigningWarned, SigningWrong, Standing
from comms.cosigning.service.answering import Signed
from comms.cosigning.service.collecting import Wish
from comms.pieces.forms import read_text

Fields = MultiDict[str, str]

STANDINGS: Mapping[Standing, object] = {
    Standing.SIGNED: _l("a signé"),
    Standing.OUTDATED: _l("à redemander"),
    Standing.SILENT: _l("pas encore répondu"),
    Standing.DECLINED: _l("décline"),
    Standing.WITHDRAWN: _l("lien retiré"),
}
TONES: Mapping[Standing, str] = {
    Standing.SIGNED: "leaf",
    Standing.OUTDATED: "amber",
    Standing.SILENT: "sea",
    Standing.DECLINED: "",
    Standing.WITHDRAWN: "",
}
MAILED: Mapping[Mailed, object] = {
    Mailed.ASK: _l("demande"),
    Mailed.REMIND: _l("rappel"),
    Mailed.AGAIN: _l("nouvelle demande"),
    Mailed.CHANGED: _l("nouveau texte"),
    Mailed.KIT: _l("kit"),
}
WAYS: Mapping[str, object] = {
    "due": _l("part dans un instant"),
    "claimed": _l("en cours d’envoi"),
    "doubtful": _l("arrivé ou pas ?"),
    "missed": _l("heure manquée"),
    "sent": _l("envoyé"),
    "failed": _l("refusé par le serveur"),
    "dropped": _l("pas envoyé"),
}
FIELDS: Mapping[str, object] = {
    "overline": _l("Surtitre"),
    "title": _l("Titre"),
    "subtitle": _l("Sous-titre"),
    "body": _l("Texte"),
}

teach(
    {
        SigningWrong.NOT_A_SOURCE: _l(
            "C’est une traduction : ouvrez la collecte sur le communiqué dont elle est traduite."
        ),
        SigningWrong.LOCKED: _l("Ce communiqué est paru ou abandonné : il ne se signe plus."),
        SigningWrong.IS_OPEN: _l("La collecte de ce communiqué existe déjà."),
        SigningWrong.IS_CLOSED: _l("La collecte est close : on ne peut plus rien signer ici."),
        SigningWrong.NO_PARTNER: _l(
            "Choisissez au moins une association qui n’a pas encore été sollicitée."
        ),
        SigningWrong.NO_DEADLINE: _l("Donnez un jour et une heure de fin."),
        SigningWrong.DEADLINE_PASSED: _l("L’heure de fin est déjà passée : donnez-en une à venir."),
        SigningWrong.NO_LANGUAGE: _l("Choisissez au moins une langue."),
        SigningWrong.NOTHING_TO_SIGN: _l(
            "Il n’y a encore aucun texte à signer dans ces langues : écrivez-le d’abord."
        ),
        SigningWrong.NO_ADDRESS: _l(
            "%(partner)s n’a pas d’adresse au carnet : copiez son lien et donnez-le vous-même."
        ),
        SigningWrong.SAID_NO: _l(
            "La personne à cette adresse ne veut plus de nos mails : donnez-lui le lien autrement."
        ),
        SigningWrong.NOBODY_TO_ASK: _l(
            "Personne à qui redemander par mail : la demande est déjà partie pour cette version, "
            "ou il manque une adresse."
        ),
        SigningWrong.NO_NAME: _l("Écrivez le nom de l’association tel qu’il doit paraître."),
        SigningWrong.NAME_TOO_LONG: _l("Un nom est trop long : 200 signes au plus."),
        SigningWrong.NO_TEXT_CHOSEN: _l("Cochez au moins une langue dans laquelle signer."),
        SigningWrong.TEXT_CHANGED: _l(
            "Le texte a changé pendant que vous lisiez. Rien n’est signé : relisez-le ci-dessous, "
            "puis signez."
        ),
        SigningWrong.EMPTY_REMARK: _l("Écrivez d’abord votre remarque."),
        SigningWrong.TOO_LONG: _l("C’est trop long : 4 000 signes au plus."),
        SigningWrong.TOO_MANY: _l(
            "Vous avez déjà envoyé beaucoup de remarques : appelez-nous plutôt."
        ),
        SigningWrong.LOGO_TOO_HEAVY: _l("Ce logo est trop lourd : 4 Mo au plus."),
        SigningWrong.IN_DOUBT: _l(
            "Un mail à ce partenaire est peut-être arrivé : dites d’abord, sur Aujourd’hui, ce "
            "qu’il est devenu."
        ),
        SigningWrong.OTHERS_READ_ANOTHER: _l(
            "Le texte a changé depuis que d’autres partenaires le lisent, et leur page le "
            "montrerait aussi. Cochez que c’est voulu, ou redemandez d’abord les signatures."
        ),
        SigningWrong.NAMES_CHANGED: _l(
            "Les signataires écrits dans ce texte ne sont plus ceux qui l’ont signé : "
            "réécrivez-les depuis « Signatures des partenaires »."
        ),
        SigningWrong.NOBODY_SIGNED: _l(
            "Ce texte nomme des signataires que personne n’a recueillis ici : ouvrez une collecte, "
            "ils y signeront."
        ),
        SigningWarned.CLOSES_AFTER: _l(
            "La collecte de signatures se ferme %(closes)s, et le communiqué part avant, "
            "%(leaves)s : il partira sans les noms. Avancez la fin de la collecte, ou retardez la "
            "diffusion."
        ),
        SigningWrong.UNKNOWN_LINK: _l("Ce lien n’ouvre rien, ou plus rien."),
        SigningWrong.NOT_APPROVED: _l(
            "Un kit se prépare sur un contenu validé : demandez d’abord la validation."
        ),
        SigningWrong.END_BEFORE_HOUR: _l("La fin du kit doit venir après l’heure du contenu."),
    }
)


lead({SigningWarned.CLOSES_AFTER: "/cosigning.show:"})


def counted(code: Standing, count: int) -> str:
    """Say what so many partners did, after their number."""
    said = {
        Standing.SIGNED: lambda: ngettext("a signé", "ont signé", count),
        Standing.DECLINED: lambda: ngettext("décline", "déclinent", count),
        Standing.WITHDRAWN: lambda: ngettext("lien retiré", "liens retirés", count),
    }
    return said[code]() if code in said else str(STANDINGS[code])


def read_wish(fields: Fields, zone: str) -> Wish:
    """Read what a collection is to be."""
    chosen = set(fields.getlist("langs"))
    langs = tuple(lang for lang in CONTENT if lang in chosen)
    return Wish(read_end(fields, zone), langs, read_text(fields, "word"))


def read_end(fields: Fields, zone: str) -> datetime | None:
    """Read until when something is open; None when nothing was given."""
    hour = read_hour(fields, "closes", zone)
    return hour.instant if hour else None


def read_partners(
    fields: Fields, partners: Iterable[int], asked: Collection[int | None]
) -> list[int]:
    """Read which partners of the book are meant: those ticked, or all who were not asked yet."""
    chosen = list(partners) if "all" in fields else rows.numbers(fields.getlist("outlets"))
    return [each for each in dict.fromkeys(chosen) if each not in asked]


def read_by_hand(fields: Fields) -> tuple[str, str]:
    """Read whom the book does not know: a name, and the language of their page."""
    lang = fields.get("lang", "")
    return fields.get("name", ""), lang if lang in LANGUAGES else LANGUAGES[0]


def read_signed(
    fields: Fields, files: MultiDict[str, FileStorage], known: Mapping[str, Text]
) -> dict[str, Signed]:
    """Read a partner's signatures, one a language they ticked."""
    return {
        lang: Signed(
            shown=fields.get(f"text_{lang}", ""),
            name=Name(
                *(read_text(fields, f"{part}_{lang}") for part in ("name", "person", "role"))
            ),
            logo=sent.read() if (sent := files.get(f"logo_{lang}")) else b"",
            without_logo=f"without_logo_{lang}" in fields,
        )
        for lang in known
        if f"signs_{lang}" in fields
    }
