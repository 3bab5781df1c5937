"""A content as people read it, part by part: what a change touches has the name of its field."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from comms.channels import queries as channels
from comms.channels.rules.counting import network_name
from comms.contacts.lists import queries as lists
from comms.core.hours import Hour
from comms.core.languages import day, gettext, language_name, moment
from comms.figures.rules import numbers
from comms.pieces.forms import FIELD_NAMES, VALUE_NAMES
from comms.pieces.rules.bindings import RECORDS, spoken
from comms.pieces.rules.changes import Change, changed_words
from comms.pieces.rules.leaving import EMBARGO, Content, Plan

Kept = Mapping[str, Any]  # what a revision keeps
_MENTION = re.compile(r"@\{([^{}\n]{1,80})\}")  # as posts write one


def plan_in_words(plan: Plan) -> list[tuple[str, str]]:
    """Return what leaves when and where, as a person reads it."""
    said = []
    for sending in plan.sendings:
        label = gettext("Sous embargo") if sending.key == EMBARGO else gettext("Par mail")
        names = ", ".join(lists.list_names(sending.lists))
        said.append((label, f"{names} · {_moment(sending.at or plan.at)}"))
    if plan.channels:
        names = ", ".join(each.name for each in channels.named(plan.channels))
        said.append((gettext("Canaux"), f"{names} · {_moment(plan.at)}"))
    return said


def _moment(hour: Hour | None) -> str:
    return moment(hour.instant) if hour else gettext("sans heure")


def changes(before: Kept, now: Kept) -> list[Change]:
    """Return what differs between two contents, each with the name of its field."""
    return changed_words(_told(before), _told(now), _marked(now) or _marked(before))


def _marked(kept: Kept) -> set[str]:
    """Return which parts are written in Markdown: the body of a release, no word of a post."""
    return {str(FIELD_NAMES["body"])} if kept and "body" in kept["words"] else set()


def _told(kept: Kept) -> dict[str, str]:
    """Return a content by the names of its fields; parts of one name stand one below the other."""
    if not kept:
        return {}
    content = Content.of(dict(kept))
    parts = [*_words(content.words), *_plan(content.plan)]
    told: dict[str, list[str]] = {}
    for label, text in parts:
        if text:
            told.setdefault(label, []).append(text)
    return {label: "\n".join(texts) for label, texts in told.items()}


def _plan(plan: Plan) -> Iterator[tuple[str, str]]:
    if plan.at:
        yield gettext("Heure de diffusion"), _moment(plan.at)
    yield from plan_in_words(plan)


def _words(words: Kept) -> Iterator[tuple[str, str]]:
    lang = str(words.get("lang", "fr"))
    for name, value in words.items():
        label = str(FIELD_NAMES.get(name, name))
        if name == RECORDS:
            yield from _records(value, lang)
        elif name == "variants":
            yield from _variants(value, words)
        elif name == "visuals":
            yield label, "\n".join(map(_visual, value))
        elif name == "lang":
            yield label, language_name(value)
        elif isinstance(value, str):
            named = VALUE_NAMES.get(name, {}).get(value)
            yield label, str(named) if named else _read(value, words, lang)
        else:
            yield label, _said(value)


def _records(records: Kept, lang: str) -> Iterator[tuple[str, str]]:
    """Yield what the records a text is bound to said when it was saved."""
    for name, value in records.items():
        kind, _, key = name.partition(":")
        if kind == "figure":
            yield gettext("Chiffre lié, %(key)s", key=key), numbers.write(value, lang)
        elif kind == "testimony":
            yield gettext("Témoignage lié, %(key)s", key=key), value
        else:
            yield gettext("Accord du témoignage, %(key)s", key=key), _agreed(value)


def _agreed(told: str) -> str:
    """Return an agreement, kept as « press net fr,ar 2030-06-30 », as people say it."""
    names = {"press": gettext("presse"), "net": gettext("réseaux")}
    return ", ".join(_agreed_part(each, names) for each in told.split())


def _agreed_part(part: str, names: Mapping[str, str]) -> str:
    if part in names:
        return names[part]
    if part[0].isdigit():
        return gettext("jusqu’au %(day)s", day=day(date.fromisoformat(part)))
    return ", ".join(language_name(each) for each in part.split(","))


def _variants(variants: list[Kept], words: Kept) -> Iterator[tuple[str, str]]:
    for each in variants:
        network = network_name(each["network"]) if each["network"] else gettext("tous les réseaux")
        tongue = language_name(each["lang"])
        label = gettext("Déclinaison, %(network)s, %(language)s", network=network, language=tongue)
        yield label, _read(each["text"], words, each["lang"])


def _read(text: str, words: Kept, lang: str) -> str:
    """Return a text as its page shows it: figures by their words, mentions by their names."""
    return _MENTION.sub(r"@\1", spoken(text, words.get(RECORDS, {}), lang))


def _visual(visual: Kept) -> str:
    words = [visual["alt"], visual["why_no_alt"], *visual.get("alts", {}).values()]
    return " · ".join([gettext("image %(number)s", number=visual["asset"]), *filter(None, words)])


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("oui") if value else ""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(each)}" for key, each in value.items() if each)
    if isinstance(value, list):
        return "\n".join(_said(each) for each in value)
    return "" if value is None else str(value)
