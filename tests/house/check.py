"""All a machine can judge without running the product: each check by name, side by side."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(sys.executable).parent
CHECKS = {
    "lint": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
    "types": [BIN / "mypy"],
    "imports": [BIN / "lint-imports"],
    "templates": [BIN / "djlint", "templates", "--check", "--quiet"],
    "template lint": [BIN / "djlint", "templates", "--lint", "--quiet"],
    "house": [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "tests/house/law"],
    "size": [sys.executable, "-m", "tests.house.size"],
}


def main() -> int:
    """Run every check; print what failed whole and what passed in a line; 1 if any failed."""
    start = time.monotonic()
    with ThreadPoolExecutor(3) as pool:
        failed = [name for name, ok in zip(CHECKS, pool.map(_run, CHECKS), strict=True) if not ok]
    print(
        f"{len(CHECKS) - len(failed)} checks of {len(CHECKS)} in {time.monotonic() - start:.0f} s"
    )
    return 1 if failed else 0


def _run(name: str) -> bool:
    done = subprocess.run(CHECKS[name], capture_output=True, text=True, check=False)
    ok = done.returncode == 0
    print(f"{'ok' if ok else 'NO':3}{name}", flush=True)
    if not ok or name == "size":
        print((done.stdout + done.stderr).strip(), flush=True)
    return ok


if __name__ == "__main__":
    sys.exit(main())
