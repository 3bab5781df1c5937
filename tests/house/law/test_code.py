"""The rules of the house that a machine can judge, over the code."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SOURCE = sorted(
    path
    for path in [*(ROOT / "comms").rglob("*.py"), *(ROOT / "jobs").rglob("*.py"), ROOT / "app.py"]
    if "versions" not in path.parts
)
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
ROOM_FILES = {"routes", "forms", "service", "queries", "models", "rules"}
NOT_ROOMS = {"core", "adapters", "cli", "migrations", "translations"}
MAY_CATCH_ALL = re.compile(r"^(jobs/runner\.py|comms/adapters/.*)$")
WAIVER = re.compile(r"#\s*(noqa|type:\s*ignore|fmt:\s*skip)\b")
REASONED = re.compile(r"#\s*(noqa: [A-Z0-9, ]+ - \S|type: ignore\[[\w,-]+\]\s+# \S|fmt: skip)")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCE, ids=_name)
def test_a_file_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text())), f"{_name(path)} has no first line"


@pytest.mark.parametrize("path", SOURCE, ids=_name)
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    inner = [
        node.lineno
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]

    assert inner == []


@pytest.mark.parametrize("path", SOURCE, ids=_name)
def test_only_the_outer_edges_catch_everything(path: Path) -> None:
    broad = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
    ]

    assert not broad or MAY_CATCH_ALL.match(_name(path)), f"{_name(path)}: lines {broad}"


@pytest.mark.parametrize("path", [*SOURCE, *TESTS], ids=_name)
def test_a_waiver_carries_its_reason(path: Path) -> None:
    bare = [
        f"{_name(path)}:{number}"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if WAIVER.search(line) and not REASONED.search(line)
    ]

    assert bare == []


def test_a_room_has_only_the_six_files() -> None:
    rooms = [
        path
        for path in (ROOT / "comms").iterdir()
        if path.is_dir() and path.name not in NOT_ROOMS and path.name != "__pycache__"
    ]
    monitoring = ROOT / "comms" / "monitoring"
    if monitoring.is_dir():
        rooms.remove(monitoring)
        rooms += [path for path in monitoring.iterdir() if path.is_dir() and path.name[0] != "_"]

    strange = [
        f"{room.name}/{entry.stem}"
        for room in rooms
        for entry in room.iterdir()
        if entry.name[0] != "_" and entry.stem not in ROOM_FILES
    ]

    assert strange == []


@pytest.mark.parametrize("path", TESTS, ids=_name)
def test_every_test_looks_at_something(path: Path) -> None:
    blind = [
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _looks(node)
    ]

    assert blind == []


def _looks(test: ast.FunctionDef) -> bool:
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called == "raises" or called.startswith(("assert_", "expect")):
                return True
    return False
