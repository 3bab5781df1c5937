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
NOT_ROOMS = {"core", "adapters", "cli", "migrations", "translations"}


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
