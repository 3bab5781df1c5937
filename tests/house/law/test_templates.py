"""The rules of the house that a machine can judge, over templates, styles and scripts."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from tests.house.law import ROOT, TEMPLATES, name

STATIC = [path for path in (ROOT / "static").rglob("*") if path.suffix in {".css", ".js"}]
OWN = sorted(path for path in STATIC if "vendor" not in path.parts)
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
REMOTE = re.compile(r"(?:src|href|action)=[\"']https?://|url\(\s*[\"']?https?://|@import")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border)-(?:left|right)|(?<![\w-])(?:left|right)\s*:"
    r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)


@cache
def _parsed() -> dict[str, nodes.Template]:
    reader = Environment(extensions=["jinja2.ext.i18n"])
    return {name(path): reader.parse(path.read_text()) for path in TEMPLATES}


def test_a_template_trusts_no_text() -> None:
    trusting = [
        path
        for path, tree in _parsed().items()
        if any(each.name == "safe" for each in tree.find_all(nodes.Filter))
    ]
    assert trusting == []


def test_a_template_asks_what_a_member_may_and_not_who_they_are() -> None:
    asking = [
        path
        for path, tree in _parsed().items()
        if any(_names_a_role(each) for each in tree.find_all(nodes.Compare))
    ]
    assert asking == []


def _names_a_role(compare: nodes.Compare) -> bool:
    return any(
        each.attr == "role" and isinstance(each.node, nodes.Name) and each.node.name == "member"
        for each in compare.find_all(nodes.Getattr)
    )


def test_a_template_has_nothing_inline_and_nothing_remote() -> None:
    found = {name(path): INLINE.findall(path.read_text()) for path in TEMPLATES}
    found |= {name(path): REMOTE.findall(path.read_text()) for path in [*TEMPLATES, *OWN]}

    assert {path: parts for path, parts in found.items() if parts} == {}


def test_a_button_outside_its_form_names_one_that_is_there() -> None:
    lost = {name(path): sorted(_named(path) - _forms(path.parent)) for path in TEMPLATES}

    assert {path: forms for path, forms in lost.items() if forms} == {}


def _named(path: Path) -> set[str]:
    return set(re.findall(r"\sform=\"([^\"]+)\"", path.read_text()))


@cache
def _forms(room: Path) -> set[str]:
    texts = "".join(each.read_text() for each in room.glob("*.html"))
    return set(re.findall(r"<form[^>]*?\sid=\"([^\"]+)\"", texts, re.DOTALL))


def test_styles_know_start_and_end_not_left_and_right() -> None:
    sheets = [path for path in OWN if path.suffix == ".css"]

    found = {name(path): PHYSICAL.findall(path.read_text()) for path in sheets}
    assert {path: parts for path, parts in found.items() if parts} == {}
