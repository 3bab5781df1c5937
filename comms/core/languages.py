"""Languages: which one the reader reads, which way a text runs, and French set as French."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date as Date  # noqa: N812 - a field is called date
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_timezone_location
from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, force_locale, format_decimal, format_percent, get_domain, get_locale
from flask_babel import format_date as babel_date
from flask_babel import format_datetime as babel_datetime
from flask_babel import gettext as babel_gettext

from comms.core import options, refusal, settings

TRANSLATIONS = Path(__file__).parents[1] / "translations"
NARROW, WIDE = "\u202f", "\u00a0"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ckb", "he", "ur"})
# Languages content may be written in, each in its own name: for those who read no other.
CONTENT = {
    "fr": "français",
    "en": "English",
    "ar": "العربية",
    "fa": "فارسی",
    "prs": "دری",
    "ps": "پښتو",
    "ckb": "کوردیی ناوەندی",
    "ti": "ትግርኛ",
    "de": "Deutsch",
}
_BEFORE_HIGH = re.compile(r"(?<=[^\s:;!?&/]) ([;!?])")
_BEFORE_COLON = re.compile(r"(?<=\S) (:)(?=\s|$)")
_OPENING = re.compile(r"« ")
_CLOSING = re.compile(r" »")
_FIRST = re.compile(r"\b1(?= [^\W\d])")

babel = Babel()


def typeset(sentence: str) -> str:
    """Set the spaces of a French sentence of the tool as print does (Imprimerie nationale)."""
    sentence = _BEFORE_HIGH.sub(NARROW + r"\1", sentence)
    sentence = _BEFORE_COLON.sub(WIDE + r"\1", sentence)
    return _CLOSING.sub(WIDE + "»", _OPENING.sub("«" + WIDE, sentence))


def gettext(sentence: str, **facts: object) -> str:
    """Return a sentence of the tool in the reader's language."""
    return _set(babel_gettext(sentence, **facts))


def ngettext(one: str, many: str, num: int, **facts: object) -> str:
    """Return a sentence of the tool in the right number."""
    return _plural(one, many, num) % {"num": num, **facts}


def _plural(one: str, many: str, num: int) -> str:
    """Choose a sentence's number and write it as its reader does; facts are put in afterwards."""
    if language() == "fr" and abs(num) < 2:
        # French counts nought and one alike; its sentences are the source, so no catalogue says so.
        said = one
    else:
        said = str(get_domain().get_translations().ungettext(one, many, num))
    return _set(said.replace("%(num)d", number(num)).replace("%(num)s", number(num)))


def number(count: float) -> str:
    """Return a number as its reader writes it: « 10 000 », “10,000”."""
    return str(format_decimal(count))


def percent(share: float) -> str:
    """Return a share of one in percent: « 87 % », “87%”."""
    return str(format_percent(share))


def _set(sentence: str) -> str:
    return typeset(sentence) if language() == "fr" else sentence


def language() -> str:
    """Return the reader's language, `fr` or `en`."""
    locale = get_locale()
    return str(locale.language) if locale else "fr"


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak another language for a while: a mail is written in its reader's."""
    with force_locale(lang if lang in settings.LANGUAGES else settings.current().lang):
        yield


def direction(lang: str) -> str:
    """Return `rtl` or `ltr` for a language tag."""
    return "rtl" if lang.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def direction_of(words: str) -> str:
    """Return `rtl` or `ltr` as most letters of some words run; nothing where there are none."""
    ways = Counter(unicodedata.bidirectional(sign) for sign in words)
    leftward = ways["R"] + ways["AL"]
    if not leftward + ways["L"]:
        return ""
    return "rtl" if leftward > ways["L"] else "ltr"


def language_name(lang: str) -> str:
    """Return what the reader calls a language: « arabe », “Arabic”; an unknown code as it is."""
    if lang == "prs":  # the data of Babel, which name the others, have no name for it
        return gettext("dari")
    locale = get_locale()
    names = locale.languages if locale else {}
    return str(names.get(lang, lang))


def languages_to_choose(own_names: Mapping[str, str] = CONTENT) -> list[tuple[str, str]]:
    """Return codes and names as a choice shows them: « arabe · العربية », « français »."""
    named = ((code, language_name(code), own) for code, own in own_names.items())
    return [(code, name if name == own else f"{name} · {own}") for code, name, own in named]


def association_zone() -> ZoneInfo:
    """Return the zone the association lives in."""
    return ZoneInfo(options.get("zone"))


def moment(instant: datetime, pattern: str = "EEEE d MMMM, H:mm", *, has_hour: bool = True) -> str:
    """Return an instant in words, in the association's zone: « jeudi 12 mars, 6 h ».

    English says « Thursday 12 March, 06:00 ». `has_hour`: false where its day alone is known.
    """
    if not has_hour:
        pattern = pattern.replace(", H:mm", "")
    local = instant.astimezone(association_zone())
    if language() != "fr":
        return str(babel_datetime(local, pattern.replace("H:mm", "HH:mm"), rebase=False))
    said = _first(str(babel_datetime(local, pattern.replace(", H:mm", ""), rebase=False)))
    return f"{said}, {hour(instant)}" if "H" in pattern else said


def hour(instant: datetime) -> str:
    """Return the hour alone, in the association's zone: « 6 h », « 18 h 30 », “06:00”."""
    return clock_face(f"{instant.astimezone(association_zone()):%H:%M}")


def yours(instant: datetime) -> str:
    """Return an hour on the clock of a reader who lives by another: « 9 h à Kaboul », or nothing.

    Every hour we show is the house's; this stands beside it. Another day there is said too.
    """
    member = g.get("member") if has_request_context() else None
    if member is None or not member.zone:
        return ""
    zone = ZoneInfo(member.zone)
    here, there = instant.astimezone(association_zone()), instant.astimezone(zone)
    if here.utcoffset() == there.utcoffset():
        return ""
    wall = clock_face(f"{there:%H:%M}")
    if there.date() != here.date():
        wall = f"{day(there.date(), 'EEEE')}, {wall}"
    return gettext("%(hour)s à %(town)s", hour=wall, town=town(str(zone)))


def own_zone(zone: str) -> ZoneInfo:
    """Return the zone a member lives in: their own, or the association's."""
    return ZoneInfo(zone) if zone else association_zone()


def town(zone: str) -> str:
    """Return the place a zone is called after, as its reader calls it: « Kaboul », “Kabul”."""
    said = get_timezone_location(zone, locale=get_locale() or "fr", return_city=True)
    return str(said) or zone


def clock_face(wall: str) -> str:
    """Return an hour of any clock, given as 06:00: « 6 h », « 18 h 30 », “06:00”."""
    if language() != "fr":
        return wall
    hours, _, minutes = wall.partition(":")
    return f"{int(hours)}{WIDE}h" + (f"{WIDE}{minutes}" if minutes != "00" else "")


def weekday(number: int) -> str:
    """Return the name of a weekday; 0 is Monday."""
    return str(get_day_names("wide", locale=get_locale() or "fr")[number])


def day(date: Date, pattern: str = "d MMMM y") -> str:
    """Return a calendar day in words, which no zone can move: « 12 mars 2030 »."""
    said = str(babel_date(date, pattern))
    return _first(said) if language() == "fr" else said


def _first(day: str) -> str:
    """Say the first day of a month as French does: « 1er mars »."""
    return _FIRST.sub("1er", day)


def install(app: Flask, lang: str) -> None:
    """Give an application its languages."""
    app.config["BABEL_DEFAULT_LOCALE"] = lang
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    babel.init_app(app, locale_selector=_choose)
    refusal.set_with(_set)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        gettext, _plural, newstyle=True
    )
    app.jinja_env.filters["moment"] = moment
    app.jinja_env.filters["hour"] = hour
    app.jinja_env.filters["yours"] = yours
    app.jinja_env.filters["day"] = day
    app.jinja_env.filters["number"] = number
    app.jinja_env.filters["percent"] = percent
    app.jinja_env.globals["direction"] = direction
    app.jinja_env.globals["right_to_left"] = " ".join(sorted(RIGHT_TO_LEFT))
    app.jinja_env.filters["language_name"] = language_name
    app.jinja_env.globals["content_languages"] = CONTENT
    app.jinja_env.globals["languages_to_choose"] = languages_to_choose


def _choose() -> str:
    """Choose: what the reader asked for, what the member set, what the browser wishes, ours."""
    if not has_request_context():
        return settings.current().lang
    member = g.get("member")
    wishes: Sequence[str | None] = (session.get("lang"), member.lang if member else None)
    for wish in wishes:
        if wish in settings.LANGUAGES:
            return wish
    best = request.accept_languages.best_match(settings.LANGUAGES)
    return best or settings.current().lang
