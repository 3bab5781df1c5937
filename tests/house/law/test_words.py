"""The words of the house: names that say what they do, logs without people, no SQL by hand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.law.test_code import ROOT, SOURCE, _name

VAGUE = re.compile(
    r"(?<![a-z])(utils?|helpers?|managers?|handlers?|process(or|ing)?|misc|stuff)(?![a-z])"
)
SQLALCHEMY_CALLS = {"process_bind_param", "process_result_value"}
# What a log line may hold: numbers, names of jobs and kinds of trouble; never a text or a person.
LOGGED = {"job", "code", "error", "exc_info", "number", "count", "seconds", "source", "feed",
          "status", "kind", "member", "pid", "state"}  # fmt: skip
# One place each speaks SQL by hand, for what SQLAlchemy has no words for.
SPEAKS_SQL = re.compile(
    r"^comms/(core/db\.py|audit/service\.py|migrations/.*|.*/(indexing|searching|fulltext)\.py)$"
)
PINNED = re.compile(r"^([A-Za-z0-9._-]+(?:\[[a-z,]+\])?)==([^ ]+)( ; .*)? \\$")


@pytest.mark.parametrize("path", SOURCE, ids=_name)
def test_names_say_what_they_do(path: Path) -> None:
    names = [path.stem, *_defined(ast.parse(path.read_text()))]

    vague = [name for name in names if VAGUE.search(name.lower())]
    assert [name for name in vague if name not in SQLALCHEMY_CALLS] == []


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name


@pytest.mark.parametrize("path", SOURCE, ids=_name)
def test_a_log_line_holds_numbers_and_no_people(path: Path) -> None:
    said = [
        f"{_name(path)}:{call.lineno}"
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and getattr(call.func.value, "id", "") in {"log", "logger"}
        and not _is_quiet(call)
    ]

    assert said == []


def _is_quiet(call: ast.Call) -> bool:
    words = all(isinstance(each, ast.Constant) for each in call.args)
    return words and {each.arg for each in call.keywords} <= LOGGED


@pytest.mark.parametrize("path", SOURCE, ids=_name)
def test_sql_is_written_by_sqlalchemy(path: Path) -> None:
    spoken = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") == "text" or _attribute(node) == "exec_driver_sql")
    ]

    assert not spoken or SPEAKS_SQL.match(_name(path)), f"{_name(path)}: lines {spoken}"


def _attribute(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


MODELS = [path for path in SOURCE if path.stem == "models" or path.parent.name == "models"]


@pytest.mark.parametrize("path", MODELS, ids=_name)
def test_tables_say_whom_they_name_and_why(path: Path) -> None:
    """A person's name or address in a table has its reason in the docstring above it."""
    tree = ast.parse(path.read_text())
    above = ast.get_docstring(tree) or ""
    for table in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        told = f"{above} {ast.get_docstring(table) or ''}".lower()

        assert ast.get_docstring(table), f"{table.name} says nothing"
        if _names_people(table):
            assert re.search(r"purpose|interest|consent|because|until|kept|proof|stay", told), (
                f"{table.name} names people and does not say why"
            )


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
