"""Binds a text to its records as it is saved, and as somebody presses a button beside it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from comms.core import clock
from comms.core.languages import association_zone, language
from comms.core.refusal import Code
from comms.figures import queries as figures
from comms.figures.rules.record import ESTIMATE
from comms.pieces.rules.bindings import RECORDS, Prose
from comms.pieces.rules.kinds import Kind, kind_of
from comms.pieces.rules.leaving import Content
from comms.sourcing import queries
from comms.sourcing.rules import striking, weighing
from comms.sourcing.rules.quoting import PRESS
from comms.testimonies import queries as testimonies
from comms.testimonies.rules import Agreed

CHIP = "[](figure:{key})"
QUOTE = "testimony:"
SPACE = "\u00a0"
MARKS = {  # around words, by language
    "fr": (f"«{SPACE}", f"{SPACE}»"),
    "en": ("“", "”"),
    "de": ("„", "“"),
    **dict.fromkeys(("ar", "fa", "prs", "ps", "ckb", "ti"), ("«", "»")),
}


def bound(kind: str, content: Content) -> Content:
    """Return a text with what its records say now: it leaves with it, so it is approved with it.

    Words that were struck out do not come back with a page that stood open, or an old revision.
    """
    content = without_struck(kind, content)
    said = queries.records(kind_of(kind).prose(content.words))
    words = {name: value for name, value in content.words.items() if name != RECORDS}
    return replace(content, words=words | ({RECORDS: said} if said else {}))


def without_struck(kind: str, content: Content) -> Content:
    """Return a text without the words it gives to people whose words were struck out.

    Where nothing is bound it goes by what was decided of this piece: an alias stays where nobody
    struck it, and so do words that were left.
    """
    prose = kind_of(kind).prose(content.words)
    lang = str(content.words.get("lang") or "fr")
    for key, where in queries.struck(prose).items():
        again = striking.runs_of(
            [each.text for each in prose],
            key,
            names=content.piece in where.get("names", ()),
            words=content.piece not in where.get("spared", ()),
        )
        content = replace(content, words=striking.struck_words(content.words, lang, key, again))
    return content


def obstacles(kind: Kind, content: Content) -> list[Code]:
    """Return what about the numbers of a text keeps it from leaving."""
    prose = [each for each in kind.prose(content.words) if each.text.strip()]
    if not prose:
        return []
    wrong = queries.findings(kind.name, prose)
    found: list[Code] = [
        each.as_obstacle(language()) for each in wrong if each.stands_in_the_way(kind.name)
    ]
    quoted = queries.misquoted(kind.name, prose, _last_day(content))
    found += [each.as_obstacle() for each in quoted]
    # What a title repeats is said once, and leads to the text: bound there, the title may say it.
    return list({each: each for each in found}.values())


def _last_day(content: Content) -> date:
    """Return the last day on which something of a text leaves; without an hour, today."""
    days = [hour.local.date() for hour in content.plan.hours().values()]
    return max(days, default=clock.today(association_zone()))


def pressed(kind: str, content: Content, fields: Mapping[str, str]) -> Content:
    """Return a text as the buttons beside it ask: a number bound, a chip at its end."""
    prose = kind_of(kind).prose(content.words)
    words, _, key = fields.get("bind", "").rpartition("|")
    if words and (key == ESTIMATE or figures.by_key(key)):
        figure = figures.by_key(key)
        for each in sorted(prose, key=lambda each: each.is_head):
            text = weighing.bind(each, words, key, figure.value if figure else None)
            if text != each.text:
                return _with(content, each.field, text)
    if fields.get("insert", "").startswith(QUOTE):
        return _with_quote(kind, content, prose[-1], fields["insert"].removeprefix(QUOTE))
    if figures.by_key(fields.get("insert", "")):
        last = prose[-1]
        chip = CHIP.format(key=fields["insert"])
        return _with(content, last.field, f"{last.text.rstrip()} {chip}".lstrip())
    return content


def _with_quote(kind: str, content: Content, last: Prose, key: str) -> Content:
    """Return a text with the words of a testimony at its end, in the language of the text."""
    testimony = testimonies.by_key(key)
    if testimony is None:
        return content
    quote = quote_of(testimonies.agreed(testimony), last.lang, kind)
    text = f"{last.text.rstrip()}\n\n{quote}"
    return _with(content, last.field, text.lstrip())


def quote_of(agreed: Agreed, lang: str, kind: str) -> str:
    """Return a testimony as it stands in a text: its words, and who said them, bound.

    A release sets it apart; on the networks there are no signs for that, only marks.
    """
    words = agreed.words.get(lang) or next(iter(agreed.words.values()), "")
    who = f"[{agreed.alias}](testimony:{agreed.key})"
    if kind not in PRESS:
        first, last = MARKS.get(lang.partition("-")[0], MARKS["en"])
        return f"{first}{words.strip()}{last} — {who}"
    lines = "\n".join(f"> {line}" for line in words.split("\n") if line.strip())
    return f"{lines}\n> — {who}"


def _with(content: Content, field: str, text: str) -> Content:
    """Return a content with another text in one place: `body`, `variants.0.text`."""
    name, _, within = field.partition(".")
    if not within:
        return replace(content, words={**content.words, name: text})
    at, _, inner = within.partition(".")
    several = [dict(each) for each in content.words[name]]
    several[int(at)][inner] = text
    return replace(content, words={**content.words, name: several})
