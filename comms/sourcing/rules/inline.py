"""Who speaks between quotation marks in running text: « Ils ont tout pris », raconte A., 19 ans.

Words between marks are often nobody’s (« jungle », a law, a minister). Seen as a testimony are
words given to somebody by a first name, an initial, an age, or « un jeune homme »; a name with a
role, a full name, an institution are not.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from comms.core import quotes

_QUOTE = re.compile(quotes.run("{2,800}"))
_BLOCK = re.compile(r"^[^\S\n]*+>[^\n]*", re.MULTILINE)  # a line of a quotation of its own
_TOLD = (
    r"(?:dit|dis(?:ait|ent)|racont\w+|témoign\w+|expliqu\w+|confi(?:e|ait|é)|souffl\w+|lâch\w+|ajout\w+|"
    r"souvien\w+|souvenait|s[’']inqui\w+|déplor\w+|résum\w+|soupir\w+|répon\w+|affirm\w+|poursui\w+|"
    r"décri\w+|rapport\w+|murmur\w+|insist\w+|s[’']exclam\w+|"
    r"says?|said|tells?|told|explain\w*|recall\w*|remember\w*|add(?:s|ed)|recount\w*|whisper\w*|"
    r"sagte?|erzählte?|berichtete?|erklärte?|erinnerte?)"
)
_AGE = (
    r"(?:\s*,\s*|\s+\()(?:âgée?\s+de\s+|aged\s+)?\d{1,2}"
    r"(?:\s*(?:ans|years?(?:\s+old)?|Jahre\w*|عام\w*|سنة|سال\w*))?"
)
_NAME = r"[^\W\d_a-zà-öø-ÿ][\w’'-]*"
_INITIAL = r"[A-ZÀ-Þ]\.(?:\s?[A-ZÀ-Þ]\.)*"
_SOMEBODY = (
    r"(?:une?|cet(?:te)?|l[’']une?\s+d[’']\w+|a|an|one|eine?)\s+(?:\w+\s+){0,2}?"
    r"(?:exilée?|homme|femme|mère|père|garçon|fille|mineure?|adolescente?|réfugiée?|habitante?|"
    r"témoin|personne|man|woman|mother|father|boy|girl|refugee|teenager|witness|"
    r"Mann|Frau|Mutter|Vater|Junge|Mädchen|Geflüchteter?)\b"
)
_WHO = rf"(?P<who>{_INITIAL}|{_NAME}(?:\s+{_NAME}){{0,3}}|{_SOMEBODY})(?P<age>{_AGE})?"
_AFTER = re.compile(
    rf"\s*[,.!?…]?\s*(?:[\w’']+\s+){{0,3}}?\b{_TOLD}\s+(?:\w{{2,4}}\s+){{0,1}}?{_WHO}"
)
_BESIDE = re.compile(rf"\s*[,(—–-]+\s*(?P<who>{_INITIAL}|\w+){_AGE}")
_BEFORE = re.compile(
    rf"(?<![\w’'])(?:{_WHO}[^.!?\n«»“”]{{0,60}}?\b{_TOLD}[^.!?\n«»“”]{{0,40}}|"
    rf"\b(?:[Ss]elon|[Pp]our|[Dd][’']après|[Aa]ccording to|[Ll]aut)\s+"
    rf"(?:(?P<initial>{_INITIAL})|(?P<aged>{_NAME}){_AGE})\s*)[:,]\s*$"
)
_ROLE = re.compile(
    r"\s*,\s*(?:(?:la|le|notre|our|the|une?|an?)\s+|l[’'])?(?:\w+\s+)?(?:porte-parole|présiden|direct|"
    r"coordinat|responsable|salarié|bénévole|avocat|juriste|médecin|infirmi|cherch|maire|préf|déput|élue?\b|"
    r"sénat|membre|secrétaire|co-?fondat|fondat|chargée?\s+d|délégué|associat|militant|ministre|"
    r"spokes|president|director|coordinator|head\b|lawyer|doctor|volunteer|member|founder|research|mayor|"
    r"minister|sprecher|leiter|vorsitz|anw[aä]lt|[aä]rzt|mitglied)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:il|elle|ils|elles|on|nous|vous|je|tu|qui|ce|cela|ça|le|la|les|une?|des|"
    r"he|she|they|we|i|it|you|the|er|sie|wir|es|der|die|das|\w[’'].*)",
    re.IGNORECASE,
)
_OF_SOMETHING = re.compile(r"(?:\b(?:[LlDd]es?|[Ll]a|[Dd]u|[Tt]he|[Dd]er|[Dd]ie|[Dd]as)\s+|[’'])$")
_NEAR = 110  # characters around the marks in which somebody is named


def speakers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the quotations in running text that somebody we protect speaks: start, end, who.

    Lines that begin with `>` are quotations of their own and are left out.
    """
    quoted = [each.span() for each in _BLOCK.finditer(text)]
    for each in _QUOTE.finditer(text):
        before = bisect_right(quoted, (each.start(), len(text)))
        is_block = before and each.start() < quoted[before - 1][1]
        if is_block or len(each[0].split()) < 2:
            continue
        who = _named_after(text, each.end()) or _named_before(text, each.start())
        if who:
            yield each.start(), each.end(), who


def _named_after(text: str, at: int) -> str:
    after = text[at : at + _NEAR].split("\n")[0]
    if found := _BESIDE.match(after):
        return found["who"]
    found = _AFTER.match(after)
    if found is None:
        return ""
    return _protected(found["who"], found["age"], after[found.end() :], before="")


def _named_before(text: str, at: int) -> str:
    before = text[max(0, at - _NEAR) : at].split("\n")[-1]
    found = _BEFORE.search(before)
    if found is None:
        return ""
    if found["who"] is None:
        return found["initial"] or found["aged"]
    rest, start = before[found.end("who") :], before[: found.start("who")]
    return _protected(found["who"], found["age"], rest, start)


def _protected(who: str, age: str | None, rest: str, before: str) -> str:
    """Return who speaks if it is somebody we protect: no role, no full name, no institution."""
    words = who.split()
    if age:
        return who
    if len(words) == 1 and _NOBODY.fullmatch(who):
        return ""
    is_named = words[0][:1].isupper()
    is_full_name = is_named and len(words) > 1 and not words[0].endswith(".")
    is_acronym = len(who) > 1 and who.isupper() and "." not in who
    is_institution = is_named and _OF_SOMETHING.search(before) is not None
    has_role = _ROLE.match(rest) is not None
    return "" if is_full_name or is_acronym or is_institution or has_role else who
