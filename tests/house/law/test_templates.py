"""The rules of the house that a machine can judge, over templates, styles and scripts."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted(path for path in (ROOT / "static").rglob("*") if path.suffix in {".css", ".js"})
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
REMOTE = re.compile(r"(?:src|href|action)=[\"']https?://|url\(\s*[\"']?https?://|@import")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border)-(?:left|right)|(?<![\w-])(?:left|right)\s*:"
    r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_trusts_no_text(path: Path) -> None:
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text())
    filters = {node.name for node in tree.find_all(nodes.Filter)}

    assert "safe" not in filters


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_has_nothing_inline_and_nothing_remote(path: Path) -> None:
    text = path.read_text()

    assert INLINE.findall(text) == []
    assert REMOTE.findall(text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_button_outside_its_form_names_one_that_is_there(path: Path) -> None:
    text = path.read_text()

    named = set(re.findall(r"\sform=\"([^\"]+)\"", text))
    room = "".join(each.read_text() for each in path.parent.glob("*.html"))
    assert named <= set(re.findall(r"<form[^>]*?\sid=\"([^\"]+)\"", room, re.DOTALL))


@pytest.mark.parametrize("path", STYLES, ids=_name)
def test_styles_know_start_and_end_not_left_and_right(path: Path) -> None:
    if path.suffix == ".css" and "vendor" not in path.parts:
        assert PHYSICAL.findall(path.read_text()) == []
    assert REMOTE.findall(path.read_text()) == [] or "vendor" in path.parts
