"""The law of the house: what a machine can judge, a test a rule, each naming all that breaks it."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCE = sorted(
    path
    for path in [*(ROOT / "comms").rglob("*.py"), *(ROOT / "jobs").rglob("*.py"), ROOT / "app.py"]
    if "versions" not in path.parts
)
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
HOUSES = {"contacts", "monitoring"}  # of several rooms each
NOT_ROOMS = {"core", "adapters", "cli", "migrations", "translations"}


def rooms() -> list[Path]:
    """Return the folder of every room; of a house, of each of its rooms."""
    houses = [path for path in (ROOT / "comms").iterdir() if path.name in HOUSES]
    return [
        path
        for above in (ROOT / "comms", *houses)
        for path in above.iterdir()
        if path.is_dir() and path.name[0] != "_" and path.name not in NOT_ROOMS | HOUSES
    ]


def name(path: Path) -> str:
    """Return how a file is called in the house."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    """Return a file of code, read once for all rules."""
    return ast.parse(path.read_text())


def calls(path: Path) -> list[ast.Call]:
    """Return every call that stands in a file."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
