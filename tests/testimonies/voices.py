"""What the tests write down of people."""

from datetime import date
from typing import Any

from flask import Flask

from comms.core.db import db
from comms.testimonies import service
from comms.testimonies.rules import Draft
from tests.cast import Cast

WORDS = "On nous dit de partir, sans dire où. Ils ont pris nos tentes."
FORM = {
    "key": "a-19",
    "alias": "A., 19 ans",
    "words_fr": WORDS,
    "lang": "ar",
    "interpreter": "Nour",
    "for_press": "on",
    "langs": ["fr", "en"],
    "until": "2030-06-30",
}


def told(app: Flask, cast: Cast, **facts: Any) -> int:
    """Write a testimony down as Inès, who keeps the contact; return its number."""
    ines = cast.actor("ines")
    whole = {
        "key": "a-19",
        "alias": "A., 19 ans",
        "words": {"fr": WORDS},
        "lang": "ar",
        "interpreter": "Nour",
        "for_press": True,
        "langs": ("en", "fr"),
        "until": date(2030, 6, 30),
        "held_by": ines.id,
    }
    with app.app_context():
        made = service.add(Draft(**{**whole, **facts}), actor=ines)
        db.session.commit()
        return made.id
