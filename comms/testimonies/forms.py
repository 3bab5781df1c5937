"""What is typed of a testimony, and why it cannot be kept so."""

from datetime import date

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.core import rows
from comms.core.given import read_day
from comms.core.languages import CONTENT
from comms.core.refusal import Refused, teach
from comms.testimonies import queries
from comms.testimonies.models import Testimony
from comms.testimonies.rules import Draft, TestimonyWrong

teach(
    {
        TestimonyWrong.BAD_KEY: _l(
            "La clé s’écrit en petites lettres sans accents, chiffres et traits d’union, et "
            "ne dit rien de la personne. Laissez-la vide : l’outil en donne une."
        ),
        TestimonyWrong.KEY_TAKEN: _l("Cette clé est déjà celle d’un autre témoignage."),
        TestimonyWrong.NO_ALIAS: _l("Il manque le nom d’emprunt, tel qu’il paraîtra."),
        TestimonyWrong.NO_WORDS: _l("Il manque les mots de la personne."),
        TestimonyWrong.NO_USE: _l("Dites où la personne accepte d’être citée : presse, réseaux."),
        TestimonyWrong.NO_LANGUAGE: _l("Dites dans quelles langues la personne accepte de l’être."),
        TestimonyWrong.NO_END: _l("Dites jusqu’à quel jour l’accord vaut."),
        TestimonyWrong.NO_HOLDER: _l("Dites qui garde le contact avec la personne."),
        TestimonyWrong.TOO_LONG: _l("C’est trop long : gardez ce qui sera cité."),
        TestimonyWrong.WITHDRAWN: _l("L’accord a été retiré ; ce témoignage ne sert plus."),
        TestimonyWrong.NOT_WITHDRAWN: _l(
            "La personne n’a pas retiré son accord : ses mots restent dans les textes qui la "
            "citent."
        ),
        TestimonyWrong.NOT_SURE: _l(
            "Relisez d’abord où ces mots sont cités, puis confirmez : ils ne reviennent pas."
        ),
    }
)


def read(fields: MultiDict[str, str]) -> Draft:
    """Read a testimony as it was typed."""
    held_by = fields.get("held_by", "")
    spoken = fields.get("lang", "fr")
    return Draft(
        key=fields.get("key", "").strip().casefold(),
        alias=fields.get("alias", ""),
        words={
            lang: fields.get(f"words_{lang}", "").replace("\r\n", "\n").strip() for lang in CONTENT
        },
        lang=spoken if spoken in CONTENT else "fr",
        interpreter=fields.get("interpreter", ""),
        for_press="for_press" in fields,
        for_networks="for_networks" in fields,
        langs=tuple(each for each in fields.getlist("langs") if each in CONTENT),
        until=_day(fields, "until"),
        held_by=rows.number(held_by),
    )


def _day(fields: MultiDict[str, str], name: str) -> date | None:
    try:
        return read_day(fields, name)
    except Refused:
        return None  # asked again: nobody is quoted without an end


def shown(testimony: Testimony) -> Draft:
    """Return what stands in the fields."""
    told = queries.told(testimony)
    return Draft(
        key=testimony.key,
        alias=told.alias,
        words=told.words,
        lang=testimony.lang,
        interpreter=told.interpreter,
        for_press=testimony.for_press,
        for_networks=testimony.for_networks,
        langs=tuple(testimony.langs),
        until=testimony.until,
        held_by=testimony.held_by,
    )
