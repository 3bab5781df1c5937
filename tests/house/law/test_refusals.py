"""Every refusal can be said aloud: a code that is raised has a sentence, its places are filled."""

import ast
import importlib
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from comms.core import refusal
from tests.house.law import ROOT, calls

MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "comms").rglob("*.py")
    if not {"versions", "migrations", "translations"} & set(path.parts)
)
PLACE = re.compile(r"%\((\w+)\)")
# All at once and first: what a room brings (tables, sentences) is then known to every test.
KNOWN = {name: importlib.import_module(name) for name in MODULES}


def _codes() -> Iterator[StrEnum]:
    """Return every code of ours that names trouble: its value is « room.trouble »."""
    for name, module in KNOWN.items():
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__module__ == name:
                yield from (each for each in kind if "." in each)


def test_every_code_of_trouble_has_a_sentence() -> None:
    codes = list(_codes())
    taught = refusal.taught()  # afterwards: forms teach when they are imported

    unsaid = {f"{type(each).__name__}.{each.name}" for each in codes if each not in taught}
    assert sorted(unsaid) == []


def test_no_two_codes_are_the_same_word() -> None:
    codes = list(dict.fromkeys((type(code), code.value) for code in _codes()))
    words = [value for _, value in codes]

    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_a_refusal_fills_the_places_of_its_sentence() -> None:
    empty = [fault for module in MODULES for fault in _unfilled(module)]

    assert empty == []


def _unfilled(module: str) -> Iterator[str]:
    known = KNOWN[module]
    for call in calls(Path(str(known.__file__))):
        if getattr(call.func, "id", "") != "Refused" or any(not each.arg for each in call.keywords):
            continue
        for code in _codes_in(call, vars(known)):
            if lacking := _places(code) - {each.arg for each in call.keywords}:
                yield f"{module}:{call.lineno} {code.name} lacks {lacking}"


def _codes_in(call: ast.Call, names: dict[str, object]) -> Iterator[StrEnum]:
    """Return the codes a call names outright: `Refused(Kind.CODE, …)` or a list of them."""
    for node in call.args:
        for part in ast.walk(node):
            if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
                found = getattr(names.get(part.value.id), part.attr, None)
                if isinstance(found, StrEnum):
                    yield found


def _places(code: StrEnum) -> set[str]:
    sentence = refusal._sentences.get(code)
    return set(PLACE.findall(str(getattr(sentence, "_args", ("",))[0]))) if sentence else set()
