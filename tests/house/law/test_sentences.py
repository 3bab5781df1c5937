"""The sentences of the tool: every one has its English, and English is English.

What is missing is shown and made by `python -m tests.house.sentences`.
"""

import ast
import re
from collections.abc import Iterator

from tests.house import sentences
from tests.house.law import SOURCE, TEMPLATES, name

PLACE = re.compile(r"%\(\w+\)[sd]")
FRENCH = re.compile(r"[àâæçéèêëîïôœùûüÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ«»\u202f\u00a0]")
MARKED = {"_", "_l", "gettext", "lazy_gettext", "ngettext"}
# A room’s rules may hold the words of documents, and the demonstration tells a story: these have
# languages of their own.
SPEAKS = re.compile(
    r"^(jobs/(?!commands)|comms/(?!core|adapters|cli|migrations|portability/service)(?!.*rules))"
)
OF_A_TEMPLATE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
OF_HTML = re.compile(r"<[^>]*>|[\w-]+=\"[^\"]*\"")
SHOWN = re.compile(r'\s(?:aria-label|title|placeholder|alt|label|data-said)="([^"]*)"')
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Porte", "voix", "Ctrl", "https"}
# Said alike in both languages.
ALIKE = {
    "Documents",
    "Institution",
    "%(num)d article",
    "%(num)d minute",
    "%(num)d minutes",
    "%(num)d articles",
    "%(num)d contact",
    "%(num)d contacts",
    "Articles",
    "article",
    "articles",
    "CSV",
    "Camille R., Jo P.",
    "Contact",
    "Contacts",
    "I",
    "Imports",
    "Note",
    "Notes",
    "Post",
    "Posts",
    "Site",
    "Source",
    "Sources",
    "Version %(number)s",
    "Versions",
    "notes",
    "off",
    "podcast",
    "vCard 3",
    "post",
    "posts",
    "radio",
    "site",
    "version %(number)s",
}


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield each sentence with its English; of a plural, each form with its own."""
    for message in sentences.kept():
        if message.id:
            yield from zip(_forms(message.id), _forms(message.string), strict=True)


def _forms(said: object) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, (list, tuple)) else (str(said),)


def test_english_fills_the_same_places() -> None:
    wrong = [
        (french, english)
        for french, english in _pairs()
        if english and sorted(set(PLACE.findall(french))) != sorted(set(PLACE.findall(english)))
    ]

    assert wrong == []


def test_english_percent_signs_are_places_or_doubled() -> None:
    broken = [
        english for _french, english in _pairs() if "%" in PLACE.sub("", english).replace("%%", "")
    ]

    assert broken == []


def test_no_english_sentence_waits_for_a_second_look() -> None:
    assert [message.id for message in sentences.kept() if message.id and message.fuzzy] == []


def test_english_is_not_french() -> None:
    left = [
        english
        for french, english in _pairs()
        if (english == french and english not in ALIKE) or FRENCH.search(english)
    ]

    assert left == []


def test_english_is_set_as_english() -> None:
    """No straight quote of its own, no space before a colon: the habits French leaves behind."""
    odd = re.compile(r"'|\s[:;?!](?=\s|$)|\.\.\.")

    left = [english for _french, english in _pairs() if odd.search(english)]
    straight = [english for french, english in _pairs() if '"' in english and '"' not in french]
    assert left + straight == []


def test_no_french_is_said_past_the_catalogue() -> None:
    """A sentence of the code that nobody marked would be French in every language."""
    unmarked = [
        f"{name(path)}: {text}"
        for path in SOURCE
        if SPEAKS.search(name(path))
        for text in _unmarked(ast.parse(path.read_text()))
        if FRENCH.search(text) and " " in text.strip()
    ]

    assert unmarked == []


def _unmarked(node: ast.AST) -> Iterator[str]:
    """Yield the texts of some code but its docstrings and what is marked as a sentence."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        elif not (_is_marked(child) or _is_docstring(child)):
            yield from _unmarked(child)


def _is_marked(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKED


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_no_word_of_a_template_is_said_past_the_catalogue() -> None:
    bare = []
    for path in TEMPLATES:
        text = OF_A_TEMPLATE.sub(" ", path.read_text())
        words = WORD.findall(" ".join([OF_HTML.sub(" ", text), *SHOWN.findall(text)]))
        bare += [f"{name(path)}: {word}" for word in words if word not in NAMES]

    assert bare == []


def test_every_sentence_has_its_english() -> None:
    waiting = [message.id for message in sentences.missing()]

    assert waiting == [], "run `python -m tests.house.sentences`, then write their English"


def test_the_catalogue_holds_no_sentence_nobody_says() -> None:
    said = {str(message.id) for message in sentences.said()}

    unsaid = [message.id for message in sentences.kept() if str(message.id) not in said]

    assert unsaid == [], "run `python -m tests.house.sentences`: it takes them out"


def test_no_sentence_holds_what_a_browser_takes_for_a_tag() -> None:
    """Templates trust our sentences: « Nom <adresse> » would lose its address on the page."""
    tags = re.compile(r"</?[a-z]", re.IGNORECASE)

    assert [pair for pair in _pairs() if tags.search(" ".join(pair))] == []
