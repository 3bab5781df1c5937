"""What is typed of a figure, how its states are called, and why it cannot be kept so."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.core.languages import CONTENT, language
from comms.core.refusal import teach
from comms.figures.models import Figure
from comms.figures.rules import numbers
from comms.figures.rules.record import Draft, FigureWrong, State
from comms.figures.rules.series import SeriesWrong
from comms.figures.service.importing import Fate, ImportWrong
from comms.figures.service.sharing import Wish

Fields = MultiDict[str, str]
FIRST_LANGUAGES = ("fr", "en")  # whose labels are asked for at once

STATES: Mapping[State, object] = {
    State.TO_CHECK: _l("à vérifier"),
    State.CHECKED: _l("vérifié"),
    State.WITHDRAWN: _l("retiré"),
}
FATES: Mapping[Fate, object] = {
    Fate.NEW: _l("nouveau"),
    Fate.KNOWN: _l("déjà dans la banque"),
    Fate.DIFFERS: _l("autre valeur"),
    Fate.REJECTED: _l("refusé"),
}

# The columns of a series given to others: its page, its CSV, its workbook.
SERIES_COLUMNS: Mapping[str, object] = {
    "key": _l("Clé"),
    "label": _l("Libellé"),
    "value": _l("Valeur"),
    "unit": _l("Unité"),
    "period": _l("Période"),
    "place": _l("Lieu"),
    "definition": _l("Définition"),
    "source": _l("Source"),
    "state": _l("État"),
    "checked_on": _l("Vérifié le"),
    "corrected_on": _l("Corrigé le"),
    "was": _l("Valeur d’avant"),
    "became": _l("Devenue"),
}

teach(
    {
        SeriesWrong.NO_TITLE: _l("Il manque le titre de la série."),
        SeriesWrong.NO_FIGURE: _l("Choisissez au moins un chiffre de la banque."),
        SeriesWrong.TOO_LONG: _l(
            "C’est trop long : 160 signes pour un titre, 2 000 pour une note."
        ),
        SeriesWrong.NAMED_ALIKE: _l(
            "Une autre série a déjà cette adresse : donnez-lui un autre titre."
        ),
        FigureWrong.BAD_KEY: _l(
            "Il manque une clé, en petites lettres sans accents, chiffres et traits d’union : "
            "« expulsions-2030-02 »."
        ),
        FigureWrong.KEY_TAKEN: _l(
            "Cette clé est déjà celle d’un autre chiffre. Une nouvelle valeur du même chiffre est "
            "une correction, sur sa fiche."
        ),
        FigureWrong.NO_LABEL: _l("Il manque le libellé : ce qui est compté."),
        FigureWrong.BAD_VALUE: _l("Il manque la valeur, ou ce n’est pas un nombre."),
        FigureWrong.NO_SOURCE: _l(
            "Il manque la source : un registre, un rapport, un fichier, la personne qui a compté."
        ),
        FigureWrong.BAD_PERIOD: _l(
            "La période ne se lit pas : écrivez 2030, 2030-02, 2030-02-14 ou 2030-01/2030-03."
        ),
        FigureWrong.TOO_LONG: _l("C’est trop long : dites l’essentiel en quelques phrases."),
        FigureWrong.NO_REASON: _l("Dites pourquoi : la raison reste avec l’ancienne valeur."),
        FigureWrong.SAME_VALUE: _l("C’est la valeur que la fiche donne déjà."),
        FigureWrong.OWN_FIGURE: _l(
            "Vous avez donné cette valeur : une autre personne doit la vérifier."
        ),
        FigureWrong.WITHDRAWN: _l("Ce chiffre a été retiré ; il ne sert plus."),
        ImportWrong.NO_COLUMNS: _l(
            "Aucune colonne ne donne la valeur et ce qui est compté : nommez-les « clé » ou "
            "« libellé », et « valeur »."
        ),
        ImportWrong.TOO_MANY: _l("%(rows)s lignes : c’est trop, %(most)s au plus."),
        ImportWrong.NO_FILE: _l("Choisissez un fichier, ou collez des cases."),
    }
)


def read(fields: Fields) -> Draft:
    """Read a figure as it was typed."""
    return Draft(
        key=fields.get("key", "").strip().casefold(),
        labels={lang: fields.get(f"label_{lang}", "").strip() for lang in CONTENT},
        value=fields.get("value", "").strip(),
        unit=fields.get("unit", ""),
        period=fields.get("period", ""),
        place=fields.get("place", ""),
        method=fields.get("method", "").replace("\r\n", "\n"),
        source=fields.get("source", ""),
    )


def read_series(fields: Fields) -> Wish:
    """Read a series for others as it was typed."""
    return Wish(
        {lang: fields.get(f"title_{lang}", "") for lang in FIRST_LANGUAGES},
        {lang: fields.get(f"note_{lang}", "") for lang in FIRST_LANGUAGES},
        tuple(dict.fromkeys(fields.getlist("keys"))),
    )


def shown(figure: Figure) -> Draft:
    """Return what stands in the fields."""
    return Draft(
        key=figure.key,
        labels=figure.labels,
        value=numbers.write(figure.value, language()),
        unit=figure.unit,
        period=figure.period,
        place=figure.place,
        method=figure.method,
        source=figure.source,
    )


def label(figure: Figure, lang: str = "") -> str:
    """Return what a figure counts, in a language if the bank knows it there."""
    labels = figure.labels
    wanted = (lang or language(), "fr", "en")
    return next((labels[each] for each in wanted if each in labels), "") or next(
        iter(labels.values()), figure.key
    )


def chip(figure: Figure) -> str:
    """Return what stands in a text where the bank writes a figure."""
    return f"[](figure:{figure.key})"


def written(value: str, lang: str = "") -> str:
    """Return a kept number as the reader, or the readers of a language, write it."""
    return numbers.write(value, lang or language())


def period(kept: str, lang: str = "") -> str:
    """Return a period in words, the reader's or those of a language: « février 2030 »."""
    return " – ".join(_moment(part, lang or language()) for part in kept.split("/")) if kept else ""


def _moment(part: str, lang: str) -> str:
    pattern = {4: "y", 7: "LLLL y"}.get(len(part), "d MMMM y")
    day = date.fromisoformat(f"{part}-01-01"[:10])
    return str(format_date(day, pattern, locale=lang))
