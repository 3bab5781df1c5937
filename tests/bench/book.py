"""`python -m tests.bench.book`: the search of 50,000 contacts as one types, on both databases.

Each answer is the whole part of the page, as the server makes it. Words are typed letter by letter,
then whole, then with one typing error; names, newsrooms, towns and digits of telephones.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import insert, text

from comms.contacts.book.models import Address, Contact, Outlet, Role
from comms.contacts.book.service import indexing
from comms.core import clock
from comms.core.db import Base, db
from comms.core.settings import Settings, read
from comms.core.text import fold
from comms.factory import make_app
from tests import peers
from tests.cast import Cast
from tests.contacts.files.messy import Maker, Person

PEOPLE, AT_ONCE, ASKED = 50_000, 5_000, 150
TOWNS = ("Calais", "Dunkerque", "Grande-Synthe", "Lille", "Paris", "London", "Bruxelles", "Ostende")
BEATS = ("société", "justice", "logement", "frontière", "police", "Europe", "culture", "climat")
STRAIGHT, SLIPPED = 30.0, 60.0  # milliseconds: the 95th of a hundred


def main(people: int = PEOPLE) -> int:
    """Measure both databases and print; 1 when an answer is slower than it may be."""
    return max(_measure(name, settings, people) for name, settings in _houses())


def _houses() -> Iterator[tuple[str, Settings]]:
    with tempfile.TemporaryDirectory() as folder:
        yield "SQLite", read({"COMMS_DATA": folder})
    if peers.postgres_programs() is None:
        print("PostgreSQL is not installed: not measured")
        return
    with tempfile.TemporaryDirectory() as folder, peers.postgres() as server:
        peers.on_server(server, "CREATE DATABASE book")
        yield "PostgreSQL", read({"COMMS_DATA": folder, "DATABASE_URL": f"{server}/book"})


def _measure(name: str, settings: Settings, count: int) -> int:
    begun, app = time.monotonic(), make_app(settings)
    cast, people = Cast(app), _people(count)
    with app.test_request_context():
        _fill(people, cast.actor("ines").id)
    print(f"{name}: {count} contacts in {time.monotonic() - begun:.0f} s", flush=True)
    browser, slow = cast.browser("ines"), 0
    for kind, target, typed in _asked(people):
        took = sorted(_ask(browser, each) for each in typed)
        p95 = statistics.quantiles(took, n=20, method="inclusive")[-1]
        slow += p95 > target
        told = "" if p95 <= target else "  TOO SLOW"
        print(
            f"  {kind:28} p50 {statistics.median(took):6.1f}  p95 {p95:6.1f}  most {took[-1]:6.1f}"
            f"  (under {target:.0f} ms, {len(took)} searches){told}",
            flush=True,
        )
    with app.app_context():
        db.engine.dispose()
    return 1 if slow else 0


def _people(count: int) -> list[Person]:
    maker, chance = Maker(2030), Random(2030)
    people = [maker.person(number) for number in range(1, count + 1)]
    for each in people:
        each.town = chance.choice(TOWNS)
    return people


def _fill(people: list[Person], by: int) -> None:
    """Put everyone straight into the tables, then index them as an import does."""
    chance, now = Random(1), clock.now()
    names = sorted({each.outlet for each in people})
    outlets = {name: number for number, name in enumerate(names, 1)}
    _put(Outlet, ({"id": n, "name": name, "key": fold(name), "made_at": now}
                  for name, n in outlets.items()))  # fmt: skip
    _put(Contact, ({
        "id": each.number, "name": f"{each.given} {each.family}", "given": each.given,
        "family": each.family, "town": each.town, "languages": ["fr"], "origin": "bench",
        "made_at": now, "touched_at": now, "made_by": by,
    } for each in people))  # fmt: skip
    _put(Role, ({"contact_id": each.number, "outlet_id": outlets[each.outlet],
                 "title": "journaliste", "beat": chance.choice(BEATS)}
                for each in people))  # fmt: skip
    _put(Address, (row for each in people for row in _addresses(each)))
    for at in range(0, len(people), AT_ONCE):
        indexing.index(each.number for each in people[at : at + AT_ONCE])
        db.session.commit()
        db.session.expunge_all()
    _settle()


def _settle() -> None:
    """Let the database know what it holds; PostgreSQL does so by itself within a minute."""
    order = "VACUUM ANALYZE" if db.engine.dialect.name == "postgresql" else "ANALYZE"
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(order))


def _addresses(who: Person) -> Iterator[dict[str, Any]]:
    common = {"contact_id": who.number, "added_at": clock.now()}
    yield {**common, "kind": "email", "value": who.email, "key": who.email}
    phone = f"+33{who.phone[1:]}"
    yield {**common, "kind": "phone", "value": phone, "key": phone}


def _put(table: type[Base], rows: Iterator[dict[str, Any]]) -> None:
    batch = list(rows)
    for at in range(0, len(batch), AT_ONCE):
        db.session.execute(insert(table.__table__), batch[at : at + AT_ONCE])
    db.session.commit()


def _asked(people: list[Person]) -> Iterator[tuple[str, float, list[str]]]:
    """Yield what is typed, kind by kind, always the same."""
    chance = Random(7)
    some = chance.sample(people, ASKED)
    slips: list[Callable[[str], str]] = [
        lambda word: word[:2] + word[3:],
        lambda word: word[:2] + word[3] + word[2] + word[4:],
        lambda word: word[:-2] + "z" + word[-1:],
        lambda word: f"{word[:3]}x{word[3:]}",
    ]
    yield (
        "letter by letter, a surname",
        STRAIGHT,
        [each.family[:end] for each in some[:40] for end in range(1, len(each.family) + 1)],
    )
    yield (
        "letter by letter, first names",
        STRAIGHT,
        [
            f"{each.given} {each.family}"[:end]
            for each in some[40:60]
            for end in range(1, len(each.given) + 5)
        ],
    )
    yield "two words, any order", STRAIGHT, [f"{each.family} {each.given[:3]}" for each in some]
    yield "newsroom and town", STRAIGHT, [f"{each.outlet} {each.town[:4]}" for each in some]
    yield "newsroom and first name", STRAIGHT, [f"{each.outlet} {each.given}" for each in some]
    yield "digits", STRAIGHT, [each.phone[: 4 + at % 7] for at, each in enumerate(some)]
    long = [each for each in some if len(each.family) > 5]
    yield "one typing error", SLIPPED, [slips[at % 4](each.family) for at, each in enumerate(long)]
    yield (
        "two words, one error",
        SLIPPED,
        [f"{each.given} {slips[at % 4](each.family)}" for at, each in enumerate(long)],
    )
    yield "nobody of that name", SLIPPED, [f"{each.family[::-1]}qw" for each in some]


def _ask(browser: FlaskClient, words: str) -> float:
    begun = time.perf_counter()
    answer = browser.get("/contacts", query_string={"q": words, "part": "1"})
    took = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 200, answer.status
    return took


if __name__ == "__main__":
    os.environ.setdefault("COMMS_JOBS", "off")
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE))
