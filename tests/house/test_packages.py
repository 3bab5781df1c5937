"""Every pinned package can be imported: nothing is missing that a clean clone needs."""

import importlib
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINS = sorted(
    {
        match[1]: match[2]
        for name in ("requirements.txt", "requirements-dev.txt")
        for match in re.finditer(
            r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s;]+)", (ROOT / name).read_text(), re.MULTILINE
        )
    }.items()
)


@pytest.mark.parametrize(("name", "version"), PINS, ids=[name for name, _ in PINS])
def test_a_pinned_package_is_installed_and_can_be_imported(name: str, version: str) -> None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        pytest.fail(f"{name} is pinned and not installed")

    assert found.version == version
    for module in _modules(found)[:1]:
        assert importlib.import_module(module)


def _modules(found) -> list[str]:
    """Return the modules a package brings, its own name first; some bring a program alone."""
    own = found.metadata["Name"].replace("-", "_").lower()
    tops = (found.read_text("top_level.txt") or "").split()
    files = {
        str(file).split("/")[0] for file in found.files or [] if str(file).endswith("__init__.py")
    }
    single = {
        file.name[:-3] for file in found.files or [] if re.fullmatch(r"[a-z]\w*\.py", str(file))
    }
    importable = [each for each in [*tops, *sorted(files), *sorted(single)] if each.isidentifier()]
    public = [each for each in importable if not each.startswith("_") and each != "tests"]
    return sorted(public, key=lambda each: each.lower() != own)
