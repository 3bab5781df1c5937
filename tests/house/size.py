"""The size report: the three biggest of each kind, and a failure past the hard limits."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMITS = {"file": 500, "function": 80, "template": 250, "style": 500, "script": 500}


def _python() -> list[Path]:
    folders = [ROOT / "comms", ROOT / "jobs", ROOT / "tests"]
    found = [path for folder in folders for path in folder.rglob("*.py")]
    return [ROOT / "app.py", *(path for path in found if "versions" not in path.parts)]


def _functions(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            yield (node.end_lineno or node.lineno) - node.lineno + 1, place


def _lines(paths: list[Path]) -> list[tuple[int, str]]:
    return [(len(path.read_text().splitlines()), str(path.relative_to(ROOT))) for path in paths]


def main() -> int:
    """Print the report; 1 when something is past its limit."""
    sizes = {
        "file": _lines(_python()),
        "function": [each for path in _python() for each in _functions(path)],
        "template": _lines(sorted((ROOT / "templates").rglob("*.html"))),
        "style": _lines(sorted((ROOT / "static" / "css").glob("*.css"))),
        "script": _lines(sorted((ROOT / "static" / "js").glob("*.js"))),
    }
    too_big = []
    for kind, found in sizes.items():
        biggest = sorted(found, reverse=True)
        print(f"{kind}: " + "; ".join(f"{lines} {place}" for lines, place in biggest[:3]))
        too_big += [place for lines, place in biggest if lines > LIMITS[kind]]
    for place in too_big:
        print(f"past its limit: {place}")
    return 1 if too_big else 0


if __name__ == "__main__":
    sys.exit(main())
