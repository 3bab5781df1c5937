"""A house that was lived in for years: 10,000 contacts, 100,000 articles, 10,000 mentions.

Put straight into the tables: what is measured is the pages, not how the rows came in.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from comms.campaigns.models import Campaign
from comms.contacts.book.models import Address, Contact, Exchange, Outlet, Role
from comms.contacts.book.service import indexing
from comms.contacts.lists.models import ContactList, Membership
from comms.core import clock
from comms.core.db import Base, db
from comms.core.hours import Hour
from comms.core.rights import Actor
from comms.core.text import fold
from comms.media.models import Asset
from comms.monitoring.intake.models import Entry, Sighting
from comms.monitoring.mentions.models import Mention
from comms.monitoring.sources.models import Source
from comms.monitoring.stories.models import Story
from comms.monitoring.watches.models import Hit, Watch, WatchVersion, Wish
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import MAIN, Plan, Sending
from comms.posts import service as posts
from comms.posts.rules import PostWords
from comms.releases import service as releases
from comms.releases.rules import ReleaseWords

CONTACTS, ENTRIES, MENTIONS, SOURCES, PIECES = 10_000, 100_000, 10_000, 200, 300
AT_ONCE = 2_000
GIVEN = ("Élodie", "Noël", "Zoé", "Ömer", "François", "Aïcha", "Jean-Luc", "Nour", "Siân", "Maël")
FAMILY = ("Lefèvre", "O’Brien", "d’Almeida", "Haddad", "Müller", "Nguyễn", "Le Goff", "Béranger")
TOWNS = ("Calais", "Dunkerque", "Grande-Synthe", "Lille", "Paris", "London", "Bruxelles")
WORDS = [
    "expulsion", "lieu", "vie", "tentes", "observation", "littoral", "préfecture", "gendarmes",
    "eau", "distribution", "exilées", "mer", "traversée", "associations", "tribunal", "arrêté",
    "nuit", "matin", "camp", "Calais", "Dunkerque", "juge",
]  # fmt: skip


class Stock:
    """Fills the tables of one house, always with the same rows."""

    def __init__(self, author: Actor) -> None:
        self.author, self.chance, self.now = author, Random(2030), clock.now()

    def fill(self) -> None:
        """Put everything in."""
        self._contacts()
        self._sources()
        self._entries()
        self._mentions()
        self._pictures()
        self._pieces()

    def _ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def _say(self, count: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=count))

    def _contacts(self) -> None:
        _put(Outlet, (self._outlet(number) for number in range(1, 401)))
        numbers = range(1, CONTACTS + 1)
        names = {number: self._name(number) for number in numbers}
        _put(Contact, (self._contact(number, names[number]) for number in numbers))
        _put(Role, (self._role(number) for number in numbers))
        _put(Address, (each for number in numbers for each in self._addresses(number)))
        _put(Exchange, (self._exchange(number) for number in range(1, 3001)))
        _put(ContactList, ({"id": n, "name": f"Fichier {n}", "key": f"fichier {n}",
                            "made_at": self.now} for n in range(1, 13)))  # fmt: skip
        _put(Membership, ({"list_id": 1 + n % 12, "contact_id": n, "added_at": self.now}
                          for n in numbers))  # fmt: skip
        indexing.index(numbers)
        db.session.commit()

    def _outlet(self, number: int) -> dict[str, Any]:
        name = f"La Voix {self._say(1)} {number}"
        return {"id": number, "name": name, "key": fold(name), "made_at": self.now,
                "domain": f"journal{number}.example"}  # fmt: skip

    def _name(self, number: int) -> tuple[str, str]:
        return self.chance.choice(GIVEN), f"{self.chance.choice(FAMILY)}-{number}"

    def _contact(self, number: int, name: tuple[str, str]) -> dict[str, Any]:
        return {
            "id": number, "name": " ".join(name), "given": name[0], "family": name[1],
            "town": self.chance.choice(TOWNS), "languages": ["fr"], "origin": "bench",
            "made_at": self._ago(400), "touched_at": self._ago(number / 30),
        }  # fmt: skip

    def _role(self, number: int) -> dict[str, Any]:
        return {"contact_id": number, "outlet_id": 1 + number % 400, "title": "journaliste",
                "beat": self.chance.choice(WORDS)}  # fmt: skip

    def _addresses(self, number: int) -> Iterator[dict[str, Any]]:
        mail = f"lecteur{number}@journal{number % 400}.example"
        common = {"contact_id": number, "added_at": self.now}
        yield {**common, "kind": "email", "value": mail, "key": mail}
        phone = f"+336399{number:05}"
        yield {**common, "kind": "phone", "value": phone, "key": phone}

    def _exchange(self, number: int) -> dict[str, Any]:
        return {"contact_id": 1 + number % 500, "kind": "call", "text": self._say(20),
                "at": self._ago(number / 10), "by": self.author.id,
                "noted_at": self.now}  # fmt: skip

    def _sources(self) -> None:
        _put(Source, (
            {"id": n, "url": f"https://journal{n}.example/rss", "url_key": f"journal{n}.example",
             "title": f"Journal {n}", "added_at": self._ago(300), "last_ok": self.now,
             "due_at": self._ago(-1), "newest_at": self.now, "polls": 900, "state": "paused"}
            for n in range(1, SOURCES + 1)
        ))  # fmt: skip

    def _entries(self) -> None:
        _put(Entry, (self._entry(number) for number in range(1, ENTRIES + 1)))
        _put(Sighting, (
            {"entry_id": n, "source_id": 1 + n % SOURCES, "text_hash": str(n),
             "seen_at": self._ago((ENTRIES - n) / 300)} for n in range(1, ENTRIES + 1)
        ))  # fmt: skip

    def _entry(self, number: int) -> dict[str, Any]:
        at = self._ago((ENTRIES - number) / 300)
        link = f"https://journal{1 + number % SOURCES}.example/{number}"
        return {
            "id": number, "source_id": 1 + number % SOURCES, "link": link, "link_key": link,
            "title": self._say(8), "summary": f"<p>{self._say(40)}</p>", "published": at,
            "seen_at": at, "shown_at": at, "text_hash": str(number), "detected": "fr",
        }  # fmt: skip

    def _mentions(self) -> None:
        watches = range(1, 21)
        _put(Watch, ({"id": n, "name": f"Veille {n}", "number": 1, "made_at": self._ago(300)}
                     for n in watches))  # fmt: skip
        _put(WatchVersion, (
            {"watch_id": n, "number": 1, "query": f"{WORDS[n]} AND (HRO OR {WORDS[-n]})",
             "made_at": self._ago(300)} for n in watches
        ))  # fmt: skip
        _put(Wish, ({"watch_id": 1, "member_id": self.author.id, "made_at": self.now},))
        numbers = range(1, MENTIONS + 1)
        _put(Story, ({"id": n, "made_at": self.now} for n in numbers))
        _put(Mention, (self._mention(number) for number in numbers))
        _put(Hit, (self._hit(number) for number in numbers))

    def _mention(self, number: int) -> dict[str, Any]:
        entry, title = number * (ENTRIES // MENTIONS), self._say(8)
        at, outlet = self._ago((MENTIONS - number) / 30), f"Journal {number % SOURCES}"
        return {
            "id": number, "entry_id": entry, "story_id": max(1, number - number % 3),
            "title": title, "outlet": outlet, "words": fold(f"{title} {outlet}"), "lang": "fr",
            "url": f"https://journal{number % SOURCES}.example/{entry}", "published": at,
            "seen_at": at, "state": "new" if number > MENTIONS - 400 else "kept",
        }  # fmt: skip

    def _hit(self, number: int) -> dict[str, Any]:
        watch = 1 + number % 20
        return {
            "watch_id": watch, "version_id": watch, "mention_id": number,
            "at": self._ago((MENTIONS - number) / 30), "spans": [["title", 0, 4]],
            "title": [["HRO", True], [" à Calais", False]],
            "sentence": [["Une ", False], ["expulsion", True], [" de plus.", False]],
        }  # fmt: skip

    def _pictures(self) -> None:
        _put(Asset, (
            {"file": f"{n:032x}.jpg", "sha256": str(n), "kind": "jpeg", "width": 1200,
             "height": 800, "title": self._say(4), "look": "nobody" if n % 9 else "waiting",
             "added_by": self.author.id, "added_at": self.now} for n in range(300)
        ))  # fmt: skip

    def _pieces(self) -> None:
        _put(Campaign, ({"id": n, "name": f"Campagne {n}", "made_at": self.now}
                        for n in range(1, 21)))  # fmt: skip
        for number in range(PIECES):
            day = self.now + timedelta(days=number % 60 - 30)
            at = Hour(f"{day:%Y-%m-%d}T{6 + number % 12:02}:00", "Europe/Paris")
            plan = Plan(at, (), (Sending(MAIN, (1 + number % 12,), None),))
            self._write(number, plan)
        db.session.commit()

    def _write(self, number: int, plan: Plan) -> Piece:
        campaign = 1 + number % 20
        if number % 2:
            text = PostWords(text=self._say(25))
            return posts.begin(text, plan, actor=self.author, campaign_id=campaign)
        words = ReleaseWords(
            title=self._say(9), place="Calais", contacts=("Ada Exemple",),
            body="\n\n".join(self._say(90) for _ in range(5)),
        )  # fmt: skip
        return releases.begin(words, plan, actor=self.author, campaign_id=campaign)


def _put(table: type[Base], rows: Iterator[dict[str, Any]] | tuple[dict[str, Any], ...]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            db.session.execute(insert(table), batch)
            batch = []
    if batch:
        db.session.execute(insert(table), batch)
    db.session.commit()


def a_release() -> int:
    """Return the number of a release."""
    return db.session.scalars(select(Piece.id).where(Piece.kind == "release").limit(1)).one()
