"""`python -m tests.bench.calendar`: a month of 500 pieces, as a page and as a hand that moves one.

The page is asked and compressed as the browser gets it; a move is the POST that a drag sends.
"""

import gzip
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from flask.testing import FlaskClient

from comms.campaigns import service as campaigns
from comms.core import clock
from comms.core.db import db
from comms.core.hours import Hour
from comms.core.settings import read
from comms.factory import House, make_app
from comms.pieces.rules.leaving import MAIN, Plan, Sending
from comms.posts import service as posts
from comms.posts.rules import PostWords
from tests.cast import Cast
from tests.writing import channel, press_list

PIECES, ROUNDS = 500, 40
MOST_BYTES, MOST_MS = 100_000, 100.0
MONTH, TEXT = "2030-03", "Les équipes ont observé des opérations sur le littoral. " * 12
NOW = datetime.fromisoformat("2030-02-12T09:00:00+00:00")


def main() -> int:
    """Measure and print; 1 when the month is heavier or slower than it may be."""
    with tempfile.TemporaryDirectory() as folder, clock.fixed(NOW):
        app = make_app(read({"COMMS_DATA": str(Path(folder) / "instance"), "COMMS_JOBS": "off"}))
        app.config["WTF_CSRF_ENABLED"] = False
        _fill(app)
        ines = Cast(app).browser("ines")
        return max([*(_page(ines, view) for view in ("", "list", "columns")), _moved(ines)])


def _fill(app: House) -> None:
    me = Cast(app).actor("ines")
    ways = [channel(app, f"Canal {each}") for each in range(4)]
    lists = [press_list(app, f"Liste {each}", f"l{each}@exemple.org") for each in range(3)]
    with app.app_context():
        cause = campaigns.begin(campaigns.Draft("Une campagne"), actor=me)
        for number in range(PIECES):
            at = datetime.fromisoformat("2030-03-01T07:00") + timedelta(minutes=number * 86)
            plan = Plan(
                Hour(at.isoformat(timespec="minutes"), "Europe/Paris"),
                (ways[number % 4],),
                (Sending(MAIN, (lists[number % 3],), None),) if number % 9 == 0 else (),
            )
            words = PostWords(lang="fr", text=f"Contenu {number}. {TEXT}")
            posts.begin(words, plan, actor=me, campaign_id=cause.id if number % 2 else None)
        db.session.commit()


def _page(browser: FlaskClient, view: str) -> int:
    address = f"/calendar?month={MONTH}&view={view}"
    size = len(gzip.compress(browser.get(address).data))
    took = _times(lambda _: browser.get(address))
    return _told(
        f"page {view or 'month':8} {size / 1000:6.1f} kB", took, is_light=size < MOST_BYTES
    )


def _moved(browser: FlaskClient) -> int:
    def move(number: int) -> object:
        day = f"{MONTH}-{number % 28 + 1:02d}"
        return browser.post(f"/calendar/{number + 1}/move", data={"day": day, "base": 1})

    return _told("a move", _times(move), is_light=True)


def _times(act: Callable[[int], object]) -> list[float]:
    took = []
    for number in range(ROUNDS):
        began = time.perf_counter()
        act(number)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(took, n=20)


def _told(what: str, took: list[float], *, is_light: bool) -> int:
    is_well = is_light and took[-1] < MOST_MS
    said = "" if is_well else "   TOO SLOW" if is_light else "   TOO HEAVY"
    print(f"{what:24} p50 {took[9]:6.1f} p95 {took[-1]:6.1f} ms (at most {MOST_MS:g}){said}")
    return 0 if is_well else 1


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main())
