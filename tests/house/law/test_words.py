"""The words of the house: names that say what they do, logs without people, no SQL by hand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.law import ROOT, SOURCE, calls, name, tree

VAGUE = re.compile(
    r"(?<![a-z])(utils?|helpers?|managers?|handlers?|process(or|ing)?|misc|stuff)(?![a-z])"
)
SQLALCHEMY_CALLS = {"bind_processor", "process_bind_param", "process_result_value"}
# What a log line may hold: numbers, names of jobs and kinds of trouble; never a text or a person.
LOGGED = {"job", "code", "error", "exc_info", "number", "count", "seconds", "source", "feed",
          "status", "kind", "member", "pid", "state"}  # fmt: skip
# One place each speaks SQL by hand, for what SQLAlchemy has no words for.
SPEAKS_SQL = re.compile(
    r"^comms/(core/(db|many)\.py|audit/service\.py|migrations/.*|.*/(indexing|searching|fulltext)\.py)$"
)
REASON = re.compile(r"purpose|interest|consent|because|until|kept|proof|stay")
PINNED = re.compile(r"^([A-Za-z0-9._-]+(?:\[[a-z,]+\])?)==([^ ]+)( ; .*)? \\$")


def test_names_say_what_they_do() -> None:
    vague = [
        f"{name(path)}: {word}"
        for path in SOURCE
        for word in [path.stem, *_defined(tree(path))]
        if VAGUE.search(word.lower()) and word not in SQLALCHEMY_CALLS
    ]

    assert vague == []


def _defined(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name


def test_a_log_line_holds_numbers_and_no_people() -> None:
    said = [
        f"{name(path)}:{call.lineno}"
        for path in SOURCE
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and getattr(call.func.value, "id", "") in {"log", "logger"}
        and not _is_quiet(call)
    ]

    assert said == []


def _is_quiet(call: ast.Call) -> bool:
    words = all(isinstance(each, ast.Constant) for each in call.args)
    return words and {each.arg for each in call.keywords} <= LOGGED


def test_sql_is_written_by_sqlalchemy() -> None:
    spoken = [
        f"{name(path)}:{call.lineno}"
        for path in SOURCE
        if not SPEAKS_SQL.match(name(path))
        for call in calls(path)
        if getattr(call.func, "id", "") == "text" or _attribute(call) == "exec_driver_sql"
    ]

    assert spoken == []


def _attribute(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def test_tables_say_whom_they_name_and_why() -> None:
    """A person's name or address in a table has its reason in the docstring above it."""
    models = [path for path in SOURCE if "models" in (path.stem, path.parent.name)]

    assert [fault for path in models for fault in _untold(path)] == []


def _untold(path: Path) -> Iterator[str]:
    above = ast.get_docstring(tree(path)) or ""
    for table in (node for node in tree(path).body if isinstance(node, ast.ClassDef)):
        told = f"{above} {ast.get_docstring(table) or ''}".lower()
        if not ast.get_docstring(table):
            yield f"{name(path)}: {table.name} says nothing"
        elif _names_people(table) and not REASON.search(told):
            yield f"{name(path)}: {table.name} names people and does not say why"


def _names_people(table: ast.ClassDef) -> bool:
    return any(
        isinstance(node, ast.AnnAssign)
        and getattr(node.target, "id", "") in {"email", "address", "phone", "first_name", "notes"}
        for node in table.body
    )


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_its_hashes(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    plain = [line for line in lines if not line.lstrip().startswith("#")]

    packages = [line for line in plain if not line.startswith(" ")]
    assert [line for line in packages if not PINNED.match(line)] == []
    assert all(line.strip().startswith("--hash=sha256:") for line in plain if line.startswith(" "))
    assert not any(line.startswith(("--index", "--find-links", "-i ")) for line in plain)
