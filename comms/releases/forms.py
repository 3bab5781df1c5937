"""What people write in the form of a release, and how what it lacks is said."""

import re
from collections.abc import Iterator
from contextlib import suppress

from flask_babel import lazy_gettext as _l

from comms.core.given import read_day
from comms.core.refusal import Refused, lead, teach
from comms.pieces.forms import Fields, name_values, read_language, read_text
from comms.releases.rules import KINDS, MOST_QUESTIONS, Lack, ReleaseWords
from comms.releases.rules.file import FileWrong, Warned
from comms.releases.rules.lacking import Stale
from comms.releases.service import AuthorWrong, ExportWrong, ImportWrong, TranslationWrong

KIND_NAMES = {
    "communique": _l("Communiqué"),
    "invitation": _l("Invitation presse"),
    "dossier": _l("Dossier de presse"),
    "tribune": _l("Tribune"),
    "reply": _l("Droit de réponse"),
    "newsletter": _l("Lettre d’information"),
}

name_values("kind", KIND_NAMES)

FORMAT_NAMES = {
    "pdf": _l("PDF, à imprimer ou à joindre"),
    "docx": _l("Word, à modifier"),
    "html": _l("page web"),
    "txt": _l("texte seul, à coller"),
    "md": _l("fichier de l’outil, à reprendre ici"),
}

teach(
    {
        Lack.TITLE: _l("Il manque le titre."),
        Lack.BODY: _l("Il manque le texte."),
        Lack.PLACE: _l("Il manque la ville d’où l’on écrit, sous « Lieu » (par exemple Calais)."),
        Lack.CONTACT: _l("Il manque un contact presse."),
        Lack.ASSOCIATION: _l(
            "L’association n’a pas encore de nom : une personne de l’administration l’écrit dans "
            "« Réglages », « L’association »."
        ),
        Lack.ANSWER: _l("Une question du modèle attend sa réponse, sous « Avant la relecture »."),
        Lack.SIGNED_OTHER: _l(
            "Le texte n’est plus celui que les signataires ont lu : rouvrez la collecte, "
            "redemandez les signatures, puis refermez-la."
        ),
        Lack.FIGURE: _l(
            "Un chiffre ou un témoignage n’a ni mots ni fiche : écrivez ce que le texte doit dire."
        ),
    }
)

lead(
    {
        Lack.TITLE: "title",
        Lack.BODY: "body",
        Lack.PLACE: "place",
        Lack.CONTACT: "contacts",
        Lack.ASSOCIATION: "/admin.overview",
        Lack.ANSWER: "unanswered",
        Lack.SIGNED_OTHER: "/cosigning.show:",
        Lack.FIGURE: "body",
        Lack.UNTRANSLATED: "body",
        Lack.UNFILLED: "body",
        Lack.BEFORE_SOURCE: "at",
    }
)


teach(
    {
        FileWrong.NOT_TEXT: _l("Ligne %(line)s : le fichier n’est pas un texte en UTF-8."),
        FileWrong.CONTROL: _l("Ligne %(line)s : un caractère invisible n’a pas sa place ici."),
        FileWrong.NO_HEAD: _l(
            "Ligne 1 : le fichier doit commencer par une ligne « --- », puis « kind », « lang » et "
            "« title »."
        ),
        FileWrong.HEAD_OPEN: _l(
            "L’en-tête n’est pas refermé : il manque la seconde ligne « --- »."
        ),
        FileWrong.NO_PAIR: _l("Ligne %(line)s : écrivez « clé: valeur »."),
        FileWrong.UNKNOWN_KEY: _l(
            "Ligne %(line)s : la clé « %(key)s » n’est pas connue. Les clés sont kind, lang, "
            "title, overline, subtitle, place, date, embargo, contact, signatory et of."
        ),
        FileWrong.TWICE: _l("Ligne %(line)s : « %(key)s » est déjà donné plus haut."),
        FileWrong.MISSING: _l("L’en-tête doit dire « %(key)s »."),
        FileWrong.BAD_KIND: _l(
            "Ligne %(line)s : « %(value)s » n’est pas un genre. Les genres sont communique, "
            "invitation, dossier, tribune, reply et newsletter."
        ),
        FileWrong.BAD_LANGUAGE: _l(
            "Ligne %(line)s : « %(value)s » n’est pas un code de langue comme fr, en ou ar."
        ),
        FileWrong.BAD_NUMBER: _l(
            "Ligne %(line)s : « %(value)s » n’est pas le numéro d’un communiqué."
        ),
        FileWrong.BAD_DATE: _l(
            "Ligne %(line)s : « %(value)s » n’est pas une date comme 2030-11-25."
        ),
        FileWrong.BAD_HOUR: _l(
            "Ligne %(line)s : « %(value)s » n’est pas une heure avec son fuseau, comme "
            "2030-11-26 06:00 Europe/Paris."
        ),
        FileWrong.HOUR_GAP: _l(
            "Ligne %(line)s : %(value)s n’existe pas, les horloges avancent d’une heure."
        ),
        FileWrong.HOUR_FOLD: _l(
            "Ligne %(line)s : %(value)s existe deux fois, les horloges reculent. Choisissez une "
            "autre heure, ou donnez-la en UTC."
        ),
        FileWrong.COMMENT_OPEN: _l(
            "Ligne %(line)s : un commentaire « <!-- » n’est jamais refermé ; ajoutez « --> »."
        ),
        FileWrong.NO_SOURCE: _l("Ligne %(line)s : il n’y a pas de communiqué numéro %(value)s."),
        FileWrong.OF_TRANSLATION: _l(
            "Ligne %(line)s : le numéro %(value)s est lui-même une traduction ; écrivez le numéro "
            "de sa source, %(of)s."
        ),
        FileWrong.SAME_LANGUAGE: _l(
            "Ligne %(line)s : le communiqué numéro %(value)s est déjà dans cette langue."
        ),
        Lack.UNTRANSLATED: _l(
            "Ce sont encore les mots de la source : écrivez la traduction par-dessus."
        ),
        Lack.UNFILLED: _l(
            "« %(words)s » attend encore vos mots : complétez cette ligne du modèle, ou ôtez-la."
        ),
        Lack.BEFORE_SOURCE: _l(
            "La source est sous embargo jusqu’à %(when)s : cette traduction partirait avant."
        ),
        Stale.BEHIND: _l(
            "À actualiser : la source a changé depuis cette traduction. Comparez-les avant de "
            "valider."
        ),
        Warned.FIGURE: _l(
            "Ligne %(line)s : le chiffre « %(key)s » n’a pas de fiche ; ses mots sont gardés, sans "
            "lien."
        ),
        Warned.TESTIMONY: _l(
            "Ligne %(line)s : le témoignage « %(key)s » n’a pas de fiche ; ses mots sont gardés, "
            "sans lien."
        ),
        Warned.TAG: _l("Ligne %(line)s : une balise HTML sortira comme du texte."),
        Warned.EMBARGO_OVER: _l("L’heure de l’embargo est déjà passée."),
        AuthorWrong.UNKNOWN: _l("Cette adresse n’est celle d’aucun membre."),
        AuthorWrong.MAY_NOT: _l("Cette personne n’a pas le droit d’écrire des contenus."),
        ExportWrong.NO_RELEASE: _l("Il n’y a pas de communiqué numéro %(number)s."),
        ExportWrong.NO_TRANSLATION: _l(
            "Le communiqué numéro %(number)s n’existe pas dans la langue « %(lang)s »."
        ),
        ExportWrong.NOT_PRINTABLE: _l(
            "Ce texte n’a pas pu être mis en page en PDF. Essayez le format Word."
        ),
        ImportWrong.NO_FILE: _l("Choisissez d’abord un fichier."),
        ImportWrong.TOO_LONG: _l(
            "Ce document est trop long pour être lu : 20 000 paragraphes au plus. Coupez-le en "
            "plusieurs fichiers."
        ),
        ImportWrong.TOO_MUCH_PASTED: _l(
            "C’est trop à coller d’un coup : collez le texte en plusieurs fois, ou sans sa mise en "
            "forme."
        ),
        ImportWrong.NOT_WORD: _l(
            "Ce fichier Word ne se lit pas. Enregistrez-le au format .docx, puis reprenez."
        ),
        TranslationWrong.THERE_IS_ONE: _l("Ce communiqué existe déjà dans cette langue."),
        TranslationWrong.OF_TRANSLATION: _l(
            "C’est déjà une traduction : traduisez plutôt sa source."
        ),
    }
)
_BLANKS = re.compile(r"[ \t\r\n]+")  # not the spaces French print needs


def read_words(fields: Fields) -> ReleaseWords:
    """Read the words of a release, as typed."""
    kind = fields.get("kind", "")
    return ReleaseWords(
        kind=kind if kind in KINDS else "communique",
        lang=read_language(fields),
        title=_read_line(fields, "title"),
        overline=_read_line(fields, "overline"),
        subtitle=_read_line(fields, "subtitle"),
        place=read_text(fields, "place").strip(),
        body=read_text(fields, "body"),
        contacts=tuple(
            line.strip() for line in read_text(fields, "contacts").split("\n") if line.strip()
        ),
        date=_day(fields),
        embargo="embargo" in fields,
        answers=tuple(_answers(fields)),
    )


def _read_line(fields: Fields, name: str) -> str:
    """Read what is one line however it was typed or pasted."""
    return _BLANKS.sub(" ", read_text(fields, name)).strip(" ")


def _answers(fields: Fields) -> Iterator[tuple[str, str]]:
    """Read what was answered to the questions of a template, in their order."""
    for number in range(MOST_QUESTIONS):
        question = read_text(fields, f"question_{number}").strip()
        if question:
            yield question, read_text(fields, f"answer_{number}").strip()


def _day(fields: Fields) -> str:
    """Return the day shown as 2030-11-25; what cannot be read leaves the one that was picked."""
    for given in (fields, {"date": fields.get("date", "")}):
        with suppress(Refused):
            day = read_day(given, "date")
            return day.isoformat() if day else ""
    return ""
