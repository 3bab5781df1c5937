"""Which numbers typed in a text are claims: never ages, dates, hours, durations, articles of law,
telephones, addresses, postcodes, numbers of lists. Digits of every script; words of some languages.

What is none is covered first, by a line of spaces as long as it was; what is left is a claim.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from comms.figures.rules import numbers, spelled

# Months and units of time as people write them in the languages of our texts.
MONTHS = (
    r"janv(?:ier|\.)|févr(?:ier|\.)|fevrier|mars|avr(?:il|\.)|mai|juin|juil(?:let|\.)|ao[uû]t|"
    r"sept(?:embre|\.)|oct(?:obre|\.)|nov(?:embre|\.)|d[ée]c(?:embre|\.)|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|apr|jun|jul|aug|sep|sept|oct|nov|dec|"
    r"januar|februar|märz|mai|juni|juli|oktober|dezember|"
    r"يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|"
    r"كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|"
    r"ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر|"
    r"فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"
)
DAYS = (
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
)
UNITS_OF_TIME = (
    r"ans?|années?|mois|semaines?|jours?|journées?|nuits?|heures?|minutes?|min|secondes?|siècles?|"
    r"years?|months?|weeks?|days?|nights?|hours?|hrs?|mins?|seconds?|"
    r"jahren?|jahre|monaten?|wochen?|tagen?|stunden?|minuten|"
    r"سنة|سنوات|عاما|عامًا|عام|أعوام|شهرا|شهرًا|شهر|أشهر|أسبوع|أسابيع|يوما|يومًا|يوم|أيام|"
    r"ساعة|ساعات|دقيقة|دقائق|ليلة|ليالي|"
    r"سال|ساله|ماه|هفته|روز|شب|ساعت|دقیقه|"
    r"کال|کلن|میاشت|اونۍ|ورځ|ورځې|"
    r"ساڵ|ساڵە|مانگ|هەفتە|ڕۆژ|کاتژمێر|"
    r"ዓመት|ወርሒ|ሰሙን|መዓልቲ|መዓልታት|ሰዓት|ሰዓታት"
)
# Read once from left to right: no two parts of a pattern that stand side by side hold the same
# signs without a bound, and none begins anew at each letter of a word.
_N = r"\d{1,3}(?:[.,]\d{1,3}){0,3}"
_TO = r"\s*(?:-|–|—|/|,|à|au|et|ou|to|and|or|bis|und|إلى|و|تا)\s*"
_EDGE = r"[ \t\u00a0\u202f>]{0,40}+"  # what a line of a list or a title begins with
_DAY = r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th|\.)?(?!\d)"
_YYYY = r"(?:,?\s+(?:19|20|13|14)\d{2}\b)"
_ENGLISH_MONTHS = (
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_WAYS = (
    r"rue|avenue|av\.|boulevard|bd|place|quai|chemin|route|impasse|allées?|square|passage|cours|"
    r"esplanade|faubourg|street|st\.|road|rd\.|lane|avenue|شارع"
)
_LAW = (
    r"articles?|art\.?|artikel|§+|alinéas?|al\.|loi|law|act|section|sections|sec\.|décret|decree|"
    r"directive|règlement|regulation|arrêté|circulaire|résolution|resolution|chapitre|chapter|"
    r"annexe|annex|page|pages|p\.|pp\.|point|paragraphe|n°|nº|no\.|n\.|numéro|number|dossier|"
    r"affaire|requête|étape|figure|tableau|version|المادة|مادة|ماده|قانون"
)
_COVERED = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"\]\([^()\s]*\)",  # where a link leads; its words are words
        r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+|[@#]\w+",
        r"(?<!`)(`{1,3})(?!`)[^`\n]+\1",
        rf"^{_EDGE}(?:#{{1,6}}\s*+)?\d{{1,3}}[.)](?=\s)",  # lists
        rf"^{_EDGE}#{{1,6}}\s*+\d{{1,3}}\s*+[-–—:]",
        r"\+[\d\s.()\u00a0\u202f/-]{7,18}\d|(?<![\d])0\d(?:[\s.\u00a0\u202f-]?\d{2}){4}(?!\d)",
        (
            r"\b(?:appel\w*|compos\w*|tél\w*\.?|tel\.?|phone|call|dial|samu|urgences?|numéro)"
            r"(?:\s{1,9}(?:le|au|:))?\s{0,9}:?\s{0,9}\d[\d\s.]*"
        ),
        (
            rf"\b(?:{_LAW})(?:\s+[LRDA]\.?)?\s*\d[\d./-]*"
            r"(?:(?:\s*,\s*|\s+(?:et|à|and|to|al\.?)\s+)\d[\d./-]*){0,6}"
        ),
        r"\b[LRDA]\.?\s?\d+(?:-\d+)+|\b\d+(?:-\d+){2,}\b|\b\d{4}/\d{1,4}\b",
        rf"\b\d{{1,4}}\s{{0,3}}(?:bis|ter|quater)?,?\s{{1,3}}(?:{_WAYS})\b",
        r"\b\w*(?:straße|strasse|gasse|allee)\s+\d+\w?\b",
        r"\b(?:BP|CS|TSA|cedex)\s*\d+|\bF-\d{5}\b",
        # dates: days of a month, ranges, months with a year, weekdays, signs between numbers
        rf"\b{_DAY}(?:{_TO}{_DAY}){{0,4}}\s+(?:de\s+|d’|of\s+)?(?:{MONTHS})(?!\w){_YYYY}?",
        rf"(?<!\w)(?:{_ENGLISH_MONTHS})\s+{_DAY}(?:{_TO}{_DAY}){{0,4}}\b{_YYYY}?",
        rf"(?<!\w)(?:{MONTHS})(?:\s+de)?{_YYYY}",
        rf"\b(?:{DAYS})\s+{_DAY}(?!\w)",
        r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}/\d{1,2}\b",
        # hours
        r"\b\d{1,2}\s*h\s*/\s*\d{1,2}\b|\b\d\s*[jd]\s*/\s*7\b",
        r"\b\d{1,2}\s*(?:heures?|Uhr|o[’']clock)(?:\s+(?:et\s+)?\d{1,2})?(?!\w)",
        r"\b\d{1,2}\s*h(?:\s*\d{2})?(?!\w)|\b\d{1,2}:\d{2}\b|\b\d{1,2}(?:\.\d{2})?\s*[ap]\.?m\b\.?",
        # ages and durations
        rf"(?:\b{_N}{_TO})?\b{_N}[\s\u00a0\u202f-]*(?:{UNITS_OF_TIME})(?!\w)",
        r"\b(?:âgée?s?\s+(?:de\s+)?|aged?\s+|im Alter von\s+)\d{1,3}\b",
        r"\b\d{1,3}[\s-]years?[\s-]old\b",
        r"\d{1,2}/7\b",
    )
)
# « Ahmed, 19, » and « A., 19 » say an age; the name before it begins with a capital.
_AGE = re.compile(r"(?<![\w])[A-ZÀ-Þ][\w’'-]{0,60}\.?,\s\d{1,2}(?=[,)\]\n]|$)", re.MULTILINE)
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?=\s+[A-ZÀ-Þ])(?!\d)")
_MIXED = re.compile(r"(?<![\w])(?=\w*[A-Za-zÀ-ÿ])(?=\w*\d)\w+|(?<![A-Za-zÀ-ÿ])[A-Za-zÀ-ÿ]++[-‑]\d+")
_YEAR = re.compile(
    r"(?<![\d.,\u00a0\u202f])(?:(?:19|20)\d{2}|1[34]\d{2}(?=\s*(?:ه|ش|\)|$)))(?![\d%])"
)
# « 2000 expulsions » counts, « en 2030 les équipes » does not.
_COUNTS = re.compile(r"[ \u00a0\u202f](?:[a-zà-ÿ’-]+[sx])\b")
_YEAR_CUE = re.compile(
    r"(?:\b(?:en|in|depuis|since|dès|from|until|année|annuel|year|avant|après|before|after|fin|"
    r"début|été|hiver|printemps|automne|rapport|seit|im jahr)|عام|سنة|سال)\s+$",
    re.IGNORECASE,
)
_GAP = r"[ \u00a0\u202f\u2009]"
_NUMBER = re.compile(
    rf"(?<![\w])\d{{1,3}}(?:(?:{_GAP}|[.,'’٬])\d{{3}})+(?!\d)(?:[.,٫]\d+)?(?:{_GAP}?[%٪])?"
    rf"|\d+(?:[.,٫]\d+)?(?:{_GAP}?[%٪])?"
)
NEAR = 80  # characters around a number in which a label is looked for
WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Typed:
    """A number somebody typed: its words, the value as we keep it, where it stands.

    `is_small`: a few things in words, « trois abris »; a claim only if a record says the same.
    """

    words: str
    value: str
    start: int
    end: int
    is_small: bool = False


def found(text: str, covered: Iterable[tuple[int, int]] = (), lang: str = "") -> list[Typed]:
    """Return the numbers of a text that are claims, in digits and in the words of its language.

    `covered`: what is bound already.
    """
    return list(_claims(text, tuple(covered), lang))


@lru_cache(maxsize=64)  # one page asks of a text what stands beside it, above it and in its way
def _claims(text: str, covered: tuple[tuple[int, int], ...], lang: str) -> tuple[Typed, ...]:
    said = spelled.in_digits(text, lang)
    bound = [(said.there(start), said.there(end)) for start, end in covered]
    plain = _covered(numbers.plain_digits(said.text), bound)
    claims = []
    for each in _NUMBER.finditer(plain):
        value = numbers.read(said.text[each.start() : each.end()])
        if value is None:
            continue
        start, end, is_spelled = said.at(each.start(), each.end())
        is_small = is_spelled and float(value.removesuffix("%")) < spelled.SMALL
        claims.append(Typed(text[start:end], value, start, end, is_small))
    return tuple(claims)


def _covered(plain: str, covered: Iterable[tuple[int, int]]) -> str:
    signs = list(plain)
    for start, end in covered:
        signs[start:end] = "·" * (end - start)
    plain = "".join(signs)
    for pattern in (*_COVERED, _AGE, _POSTCODE, _MIXED):
        plain = pattern.sub(lambda each: "·" * len(each[0]), plain)
    return _YEAR.sub(lambda year: year[0] if _counts(plain, year) else "·" * len(year[0]), plain)


def _counts(plain: str, year: re.Match[str]) -> bool:
    """Say whether what looks like a year counts something: « 2000 expulsions »."""
    before = max(0, year.start() - NEAR)
    is_followed = _COUNTS.match(plain, year.end()) is not None
    return is_followed and not _YEAR_CUE.search(plain, before, year.start())


@dataclass(frozen=True)
class Known:
    """What the bank knows of a figure, for the search of a likely record."""

    key: str
    value: str
    words: frozenset[str]  # of its labels, folded


def likely(typed: Typed, around: frozenset[str], bank: Iterable[Known]) -> str | None:
    """Return the key of the record a typed number probably means, or None.

    The same value counts most, then figures that changed places or are near, if a word of the
    label stands beside the number. `around`: the folded words beside it. A few things in words
    mean a record only when it says the same and is named beside them.
    """
    scores = [(_score(typed.value, around, each), each.key) for each in bank]
    best = max(scores, key=lambda each: each[0], default=(0.0, ""))
    return best[1] if (best[0] > 1 if typed.is_small else best[0] >= 1) else None


def _score(value: str, around: frozenset[str], known: Known) -> float:
    shared = len(known.words & around) / max(1, len(known.words))
    if numbers.are_equal(value, known.value):
        return 1 + shared
    return 1 + shared / 2 - 0.3 if shared >= 0.3 and _are_near(value, known.value) else 0


def _are_near(one: str, other: str) -> bool:
    a, b = (float(each.removesuffix("%")) for each in (one, other))
    is_swapped = sorted(one) == sorted(other)
    return is_swapped or abs(a - b) <= 0.1 * max(abs(a), abs(b))
