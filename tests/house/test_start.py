"""A command starts without the pages, and misses nothing of what they bring."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WITHOUT_PAGES = """
import sys
import app
from sqlalchemy.orm import configure_mappers
from comms.core.db import Base
configure_mappers()
for table in Base.metadata.tables.values():
    for key in table.foreign_keys:
        key.column  # raises when the table that is meant is unknown
print(*(name for name in sys.modules if name.startswith("comms.") and ".routes" in name))
from comms.core.outward import Outward
known = set(Outward.__subclasses__())
import tests.house.tables
print(*(kind.__name__ for kind in set(Outward.__subclasses__()) - known))
"""
# Who writes addresses of pages: pages themselves, and what stands around all of them.
WRITES_ADDRESSES = {"comms/core/web.py", "comms/core/frame.py", "comms/core/trouble.py"}


def test_a_command_loads_no_page_and_knows_what_is_referred_to_and_what_leaves() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PAGES], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    assert done.stdout.strip() == ""


def test_a_refusal_is_said_in_its_sentence_all_the_same(tmp_path: Path) -> None:
    said = "import app; from comms.core.refusal import say\n"
    said += "from comms.pieces.rules.approval import Obstacle\n"
    said += "with app.create_app().app_context(): print(say(Obstacle.NO_HOUR))"

    done = subprocess.run(
        [sys.executable, "-c", said],
        cwd=ROOT,
        env={**os.environ, "COMMS_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "heure" in done.stdout


def test_only_pages_write_addresses_of_pages() -> None:
    writers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "comms").rglob("*.py")
        if re.search(r"\b(url_for|render_template)\(", path.read_text("utf-8"))
    }

    assert {path for path in writers if "/routes" not in path} == WRITES_ADDRESSES
