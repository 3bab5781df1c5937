"""The first words of what is drafted from records: a correction, a note, posts.

They have the languages of texts, not of the tool. Arabic, Persian and German: read once more by a
native speaker before the first one leaves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CORRECTION: Mapping[str, tuple[str, str, str]] = {
    "fr": (
        "Rectificatif : {title}",
        (
            "Dans « {title} », nous avons écrit [{was}](figure:{key}@was) ({label}). "
            "Le chiffre juste est [](figure:{key})."
        ),
        (
            "Dans « {title} », nous avons écrit [{was}](figure:{key}@was) ({label}). "
            "Nous retirons ce chiffre."
        ),
    ),
    "en": (
        "Correction: {title}",
        (
            "In “{title}”, we wrote [{was}](figure:{key}@was) ({label}). "
            "The right figure is [](figure:{key})."
        ),
        "In “{title}”, we wrote [{was}](figure:{key}@was) ({label}). We withdraw this figure.",
    ),
    "de": (
        "Berichtigung: {title}",
        (
            "In „{title}“ schrieben wir [{was}](figure:{key}@was) ({label}). "
            "Die richtige Zahl ist [](figure:{key})."
        ),
        (
            "In „{title}“ schrieben wir [{was}](figure:{key}@was) ({label}). "
            "Wir ziehen diese Zahl zurück."
        ),
    ),
    "ar": (
        "تصحيح: {title}",
        (
            "ورد في «{title}» الرقم [{was}](figure:{key}@was) ({label}). "
            "الرقم الصحيح هو [](figure:{key})."
        ),
        "ورد في «{title}» الرقم [{was}](figure:{key}@was) ({label}). نسحب هذا الرقم.",
    ),
    "fa": (
        "اصلاحیه: {title}",
        (
            "در «{title}» نوشته بودیم [{was}](figure:{key}@was) ({label}). "
            "رقم درست [](figure:{key}) است."
        ),
        "در «{title}» نوشته بودیم [{was}](figure:{key}@was) ({label}). این رقم را پس می‌گیریم.",
    ),
}


def correction(
    lang: str, *, title: str, was: str, key: str, label: str, is_withdrawn: bool
) -> tuple[str, str, str]:
    """Return language, title and text of a correction; where we have no words it is English."""
    known = lang.partition("-")[0] if lang.partition("-")[0] in CORRECTION else "en"
    head, corrected, withdrawn = CORRECTION[known]
    body = withdrawn if is_withdrawn else corrected
    facts = {"title": title, "was": was, "key": key, "label": label}
    return known, head.format(**facts), body.format(**facts)


@dataclass(frozen=True)
class Line:
    """A figure as a draft gives it."""

    key: str
    label: str
    place: str = ""


@dataclass(frozen=True)
class _Note:
    title: str
    lead: str
    head: str
    line: str
    post: str
    undated: str  # where figures have no period


NOTES: Mapping[str, _Note] = {
    "fr": _Note(
        "{period} : les chiffres",
        "{period} : nos équipes ont compté [](figure:{key}) {label}.",
        "## Les chiffres",
        "- [](figure:{key}) {label}",
        "{period} : [](figure:{key}) {label}.",
        "Nos observations",
    ),
    "en": _Note(
        "{period}: the figures",
        "{period}: our teams counted [](figure:{key}) {label}.",
        "## The figures",
        "- [](figure:{key}) {label}",
        "{period}: [](figure:{key}) {label}.",
        "Our observations",
    ),
    "de": _Note(
        "{period}: die Zahlen",
        "{period}: Unsere Teams haben [](figure:{key}) {label} gezählt.",
        "## Die Zahlen",
        "- [](figure:{key}) {label}",
        "{period}: [](figure:{key}) {label}.",
        "Unsere Beobachtungen",
    ),
    "ar": _Note(
        "{period}: الأرقام",
        "{period}: أحصت فرقنا [](figure:{key}) {label}.",
        "## الأرقام",
        "- [](figure:{key}) {label}",
        "{period}: [](figure:{key}) {label}.",
        "ملاحظاتنا",
    ),
    "fa": _Note(
        "{period}: آمار",
        "{period}: تیم‌های ما [](figure:{key}) {label} ثبت کرده‌اند.",
        "## آمار",
        "- [](figure:{key}) {label}",
        "{period}: [](figure:{key}) {label}.",
        "مشاهدات ما",
    ),
}


def note(lang: str, period: str, lines: Sequence[Line]) -> tuple[str, str]:
    """Return title and text of a note that gives figures, the first of them in its lead."""
    words = NOTES.get(lang, NOTES["en"])
    period = period or words.undated
    first = lines[0]
    listed = [words.line.format(key=each.key, label=_told(each)) for each in lines]
    lead = words.lead.format(period=period, key=first.key, label=_told(first))
    body = "\n\n".join([lead, words.head, "\n".join(listed)])
    return words.title.format(period=period), body


def post(lang: str, period: str, line: Line) -> str:
    """Return the text of a post that gives one figure."""
    words = NOTES.get(lang, NOTES["en"])
    return words.post.format(period=period or words.undated, key=line.key, label=_told(line))


def _told(line: Line) -> str:
    return f"{line.label} ({line.place})" if line.place else line.label
