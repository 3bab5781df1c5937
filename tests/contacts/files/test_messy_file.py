"""A file of 5,000 rows as press offices keep them needs no setting, and joins nobody wrongly."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from comms.contacts.files.rules.weighing import Outcome, Weighed
from comms.contacts.files.service import importing, reading
from comms.contacts.law.service import refusing
from comms.core.db import db
from comms.core.register import Register
from comms.core.settings import read
from comms.factory import make_app
from tests.contacts.files.messy import Maker, Messy
from tests.peers import Running


def whom(weighed: Weighed, truth: list[int]) -> int:
    """Return who a row was joined to, or taken for."""
    assert weighed.face is not None
    return truth[(weighed.face.row or 0) - 1]


def judged(file: Messy) -> list[Weighed]:
    for address in file.objectors:
        refusing.object_address(address, actor=None)
    return importing.weighed_rows(reading.understand(file.data), Register())


@pytest.mark.parametrize(
    ("seed", "count"),
    [(1, 1200), (2, 1200), *(pytest.param(s, 5000, marks=pytest.mark.slow) for s in (3, 4))],
)
def test_it_joins_the_same_people_and_asks_about_the_rest(
    here: Flask, seed: int, count: int
) -> None:
    file = Maker(seed).file(rows=count, copies=count * 9 // 50, relatives=40)

    rows = judged(file)

    assert len(rows) == len(file.truth)
    joined = [w for w in rows if w.outcome is Outcome.UPDATED]
    right = [w for w in joined if whom(w, file.truth) == file.truth[w.draft.number - 1]]
    assert len(right) / len(joined) >= 0.98
    met: set[int] = set()
    copies, found = 0, 0
    for w in rows:
        who = file.truth[w.draft.number - 1]
        if w.outcome is not Outcome.REJECTED and who in met:
            copies += 1
            known = w.outcome in (Outcome.UPDATED, Outcome.SUGGESTED)
            found += known and whom(w, file.truth) == who
        met |= {who} if w.outcome is not Outcome.REJECTED else set()
    assert found / copies >= 0.95


def test_no_relative_of_the_same_name_is_joined(here: Flask) -> None:
    file = Maker(3).file(rows=600, copies=0, relatives=40)

    rows = judged(file)

    merged = [w for w in rows if w.outcome is Outcome.UPDATED]
    assert merged == []


def test_who_objected_is_refused_for_that_reason(here: Flask) -> None:
    file = Maker(4).file(rows=600, copies=100, relatives=10)

    refused = [w for w in judged(file) if w.outcome is Outcome.REJECTED]

    assert {w.reason.value for w in refused if w.reason} == {"row.objected"}
    assert len({file.truth[w.draft.number - 1] for w in refused}) == 15


# Linux counts what a process held before it became another one: a small one starts what we weigh.
SCALE = """
import resource, subprocess, sys
ended = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(ended)
"""


class Command:
    """The commands of the book in processes of their own, as scripts run them."""

    def __init__(self, folder: Path) -> None:
        self.house = Running(folder, COMMS_JOBS="off")
        self.megabytes = 0.0

    def __call__(self, *words: object) -> bytes:
        """Run one; keep how much memory it held."""
        command = [sys.executable, "-m", "flask", "contacts", *map(str, words)]
        done = subprocess.run(
            [sys.executable, "-c", SCALE, *command],
            env=self.house._environ(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        self.megabytes = int(done.stderr.split()[-1]) / 1024
        return done.stdout

    def json(self, *words: object) -> Any:
        """Run one; return what it says."""
        return json.loads(self(*words, "--json"))

    def object_to(self, addresses: list[str]) -> None:
        """Have people object: in this process, for a start of a command each is long."""
        with make_app(read(self.house.environ)).app_context():
            for address in addresses:
                refusing.object_address(address, actor=None)
            db.session.commit()


@pytest.mark.slow
def test_five_thousand_rows_are_accounted_for_and_taken_back(tmp_path: Path) -> None:
    contacts, file = Command(tmp_path / "house"), Maker(5).file()
    before, messy = tmp_path / "before.csv", tmp_path / "messy.csv"
    before.write_bytes(Maker(5).file(rows=300, copies=20, relatives=5).data)  # in part the same
    messy.write_bytes(file.data)
    contacts("import", before, "--origin", "salon")
    contacts.object_to(file.objectors)
    book = contacts("export", "--format", "csv")

    said = contacts.json("import", messy, "--origin", "essai")

    assert contacts.megabytes < 300
    parts = [said[each] for each in ("created", "updated", "suggested", "rejected")]
    assert (said["rows"], sum(parts)) == (5000, 5000)
    assert all(parts)
    refused = list(csv.DictReader(
        io.StringIO(Path(said["error_file"]).read_text("utf-8-sig")), delimiter=";"
    ))  # fmt: skip
    assert len(refused) == said["rejected"] >= 15
    assert all(row["raison"].startswith("Opposition") for row in refused)
    assert contacts("export", "--format", "csv") != book
    contacts("undo", said["import_id"])
    assert contacts("export", "--format", "csv") == book
