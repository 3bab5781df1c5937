"""What the columns of a sheet of figures are called, and what a row of it says."""

import re
import unicodedata
from collections.abc import Mapping

from comms.figures.rules.record import LONGEST_KEY, Draft, read_period

_NAMES = {
    "key": ("cle", "key", "identifiant", "code"),
    "label_fr": (
        "libelle",
        "libelle fr",
        "label fr",
        "indicateur",
        "chiffre",
        "label",
        "intitule",
        "nom",
    ),
    "label_en": ("libelle en", "label en", "english", "anglais"),
    "label_ar": ("libelle ar", "label ar", "arabe", "arabic"),
    "label_fa": ("libelle fa", "label fa", "persan", "farsi", "persian"),
    "label_prs": ("libelle prs", "label prs", "dari"),
    "label_ps": ("libelle ps", "label ps", "pachto", "pashto"),
    "label_ckb": ("libelle ckb", "label ckb", "sorani", "kurde"),
    "label_ti": ("libelle ti", "label ti", "tigrinya"),
    "label_de": ("libelle de", "label de", "allemand", "german", "deutsch"),
    "value": ("valeur", "value", "nombre", "total", "number"),
    "unit": ("unite", "unit"),
    "period": ("periode", "period", "mois", "month", "annee", "year", "date"),
    "place": ("lieu", "place", "site", "ville"),
    "method": ("methode", "method", "comptage"),
    "source": ("source", "sources", "fichier"),
}
_MEANINGS = {name: meaning for meaning, names in _NAMES.items() for name in names}
FIELDS = tuple(_NAMES)


def meaning(heading: str) -> str | None:
    """Return what a heading stands for; None when it is no heading of ours."""
    return _MEANINGS.get(" ".join(re.sub(r"[^a-z]+", " ", _bare(heading)).split()))


def _bare(text: str) -> str:
    """Return a text in small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def drafted(row: Mapping[str, str]) -> Draft:
    """Return what a row says; one without a key gets it from its label and its period."""
    said = {name: " ".join(cell.split()) for name, cell in row.items()}
    labels = {
        name.removeprefix("label_"): text
        for name, text in said.items()
        if name.startswith("label_") and text
    }
    period = said.get("period", "")
    return Draft(
        key=said.get("key", "").casefold() or made_key(next(iter(labels.values()), ""), period),
        labels=labels,
        value=said.get("value", ""),
        unit=said.get("unit", ""),
        period=period,
        place=said.get("place", ""),
        method=said.get("method", ""),
        source=said.get("source", ""),
    )


def made_key(label: str, period: str) -> str:
    """Return a key out of a label and a period: « Tentes saisies » gives tentes-saisies-2030-02."""
    tail = (read_period(period) or "").replace("/", "-")
    stem = re.sub(r"[^a-z0-9]+", "-", _bare(label)).strip("-")
    stem = stem[: LONGEST_KEY - len(tail) - 1].strip("-")
    return "-".join(part for part in (stem, tail) if part)
