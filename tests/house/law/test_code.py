"""The rules of the house that a machine can judge, over the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.law import SOURCE, TESTS, name, rooms, tree

ROOM_FILES = {"routes", "forms", "service", "queries", "models", "rules"}
MAY_CATCH_ALL = re.compile(r"^(jobs/runner\.py|comms/adapters/.*)$")
MAY_MAKE_PATTERNS = re.compile(r"^comms/adapters/documents/printed.py$")  # one sign, its joiners
KEEPING = re.compile(r"[^(]\)(?:[*+?]|\{\d*,?\d*\})\+|\(\?>")
MEASURES = re.compile(r"\b(?:monotonic|perf_counter|process_time)\(|performance\.now")
WAIVER = re.compile(r"#\s*(noqa|type:\s*ignore|fmt:\s*skip)\b")
REASONED = re.compile(r"#\s*(noqa: [A-Z0-9, ]+ - \S|type: ignore\[[\w,-]+\]\s+# \S|fmt: skip)")


def test_a_file_says_what_it_is_for() -> None:
    silent = [name(path) for path in SOURCE if not ast.get_docstring(tree(path))]

    assert silent == []


def test_nothing_is_imported_inside_a_function() -> None:
    inner = {
        f"{name(path)}:{node.lineno}"
        for path in SOURCE
        for function in ast.walk(tree(path))
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }

    assert inner == set()


def test_only_the_outer_edges_catch_everything() -> None:
    broad = [
        f"{name(path)}:{node.lineno}"
        for path in SOURCE
        if not MAY_CATCH_ALL.match(name(path))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
    ]

    assert broad == []


def test_no_group_of_a_pattern_keeps_what_it_took() -> None:
    """Until Python 3.11.5, which not all systems have, matching loses its place in such a group."""
    keeping = [
        f"{name(path)}:{node.lineno}"
        for path in SOURCE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and KEEPING.search(str(node.value))
    ]

    assert keeping == []


def test_no_pattern_is_made_while_running() -> None:
    """One made of what people wrote can be written so that it never ends; see core.text.again."""
    made = [
        f"{name(path)}:{node.lineno}"
        for path in SOURCE
        if not MAY_MAKE_PATTERNS.match(name(path))
        for function in ast.walk(tree(path))
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"re.escape", "re.compile"}
    ]

    assert made == []


def test_a_waiver_carries_its_reason() -> None:
    bare = [
        f"{name(path)}:{number}"
        for path in [*SOURCE, *TESTS]
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if WAIVER.search(line) and not REASONED.search(line)
    ]

    assert bare == []


def test_a_room_has_only_the_six_files() -> None:
    strange = [
        f"{room.name}/{entry.stem}"
        for room in rooms()
        for entry in room.iterdir()
        if entry.name[0] != "_" and entry.stem not in ROOM_FILES
    ]

    assert strange == []


def test_every_test_looks_at_something() -> None:
    assert [blind for path in TESTS for blind in _blind(path)] == []


def test_no_test_measures_time() -> None:
    """A machine under load is slow and right; `tests.bench` compares times, in one run."""
    measured = [name(path) for path in TESTS if MEASURES.search(path.read_text())]

    assert measured == []


def _blind(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _looks(node):
            yield f"{name(path)}: {node.name}"


def _looks(test: ast.FunctionDef) -> bool:
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called == "raises" or called.startswith(("assert_", "expect")):
                return True
    return False
