"""What the docs name is there: commands, links, variables, targets, rooms, pages."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from comms import cli, core
from comms.cli import COMMANDS
from comms.core import settings
from jobs import commands as job_commands
from tests.house.law import HOUSES, ROOT, name, rooms

DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
DEPLOY = ROOT / "docs" / "deploy"
SCRIPTS = sorted(path for path in DEPLOY.iterdir() if path.read_bytes().startswith(b"#!"))
LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)")
ANCHOR = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
# `flask x y …` where somebody types it, `porte-voix x y …` on a server (docs/deploy/porte-voix).
TYPED = re.compile(r"(?:(?<=[`/])|^ *)(?:(?<!/)porte-voix|flask) +([a-z][^`\n|]*)", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
MAKE = re.compile(r"\bmake ([a-z]+)\b")
FILE = re.compile(r"`((?:comms|jobs|docs|tests|templates|static)/[\w./-]*\w/?)`")
VARIABLE = re.compile(r'environ\.get\("([A-Z_]+)"\)')
OURS = re.compile(r"/(?:work|root|home/[a-z]+|tmp)/[\w./-]+")


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_a_link_leads_somewhere(path: Path) -> None:
    lost = [link for link in LINK.findall(path.read_text()) if not _leads(path, link)]

    assert lost == []


def _leads(path: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True
    file, _, place = link.partition("#")
    target = path.parent / file if file else path
    return target.exists() and (not place or place in _anchors(target))


def _anchors(path: Path) -> set[str]:
    """Return the places of a page as a forge names them."""
    titles = (re.sub(r"[^\w\s-]", "", title.lower()) for title in ANCHOR.findall(path.read_text()))
    return {title.replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_a_command_that_is_named_exists(path: Path) -> None:
    code = "\n".join(CODE.findall(path.read_text()))

    unknown = [words for words in TYPED.findall(code) if not _is_command(words)]
    assert unknown == []


def _is_command(words: str) -> bool:
    """Say whether the command exists, and every option it is typed with."""
    typed = shlex.split(words.partition("#")[0].replace("…", ""), comments=True)
    command = _commands().get(typed.pop(0))
    while isinstance(command, click.Group) and typed and not typed[0].startswith("-"):
        command = command.commands.get(typed.pop(0))
    if command is None:
        return False
    known = {option for each in command.params for option in each.opts} | {"--json", "--help"}
    return all(word.partition("=")[0] in known for word in typed if word.startswith("--"))


def _commands() -> dict[str, click.Command]:
    found = {
        name: cli.import_module(f"comms.cli.{name.replace('-', '_')}").command for name in COMMANDS
    }
    return {**found, "jobs": job_commands.command}


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_a_file_or_target_that_is_named_exists(path: Path) -> None:
    text = path.read_text()
    code = "\n".join(CODE.findall(text))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert [file for file in FILE.findall(text) if not (ROOT / file).exists()] == []
    assert set(MAKE.findall(code)) <= targets


def test_the_readme_tells_every_variable_of_the_environment() -> None:
    read = set(VARIABLE.findall(Path(str(settings.__file__)).read_text()))
    table = re.findall(r"^\| `([A-Z_]+)`", (ROOT / "README.md").read_text(), re.MULTILINE)

    assert set(table) == read
    assert len(table) == len(read)


def test_the_readme_tells_every_command() -> None:
    told = (ROOT / "README.md").read_text()

    missing = [line for line in _lines() if f"`{line}" not in told]
    assert missing == [], "say what these do in README.md, under Commands"


def _lines() -> Iterator[str]:
    for word, command in _commands().items():
        if isinstance(command, click.Group):
            yield from (f"{word} {each}" for each in command.commands)
        else:
            yield word


def test_the_map_names_every_room() -> None:
    told = (ROOT / "docs" / "map.md").read_text()
    named = HOUSES | {path.name for path in rooms()}

    missing = sorted(name for name in named if f"`{name}`" not in told)
    assert missing == [], "say what these are for in docs/map.md, under Rooms"


def test_the_map_names_every_part_of_the_core() -> None:
    told = (ROOT / "docs" / "map.md").read_text()
    parts = {path.stem for path in Path(str(core.__file__)).parent.iterdir()} - {"__init__"}

    missing = [part for part in parts if part[0] != "_" and f"`core/{part}`" not in told]
    assert sorted(missing) == []


@pytest.mark.parametrize("path", [*DOCS, *SCRIPTS], ids=name)
def test_a_text_knows_no_machine_of_ours(path: Path) -> None:
    assert OURS.findall(path.read_text()) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_can_be_read(path: Path) -> None:
    shell = "bash" if b"bash" in path.read_bytes().partition(b"\n")[0] else "sh"

    done = subprocess.run([shell, "-n", str(path)], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert path.stat().st_mode & 0o111
