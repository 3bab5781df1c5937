"""Quotations held against what people agreed to, in rules and on pages."""

from datetime import date

import pytest

from comms.core.db import db
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.bindings import Prose
from comms.pieces.rules.states import State
from comms.sourcing.rules.quoting import QuoteWrong, weigh
from comms.sourcing.service.binding import quote_of
from comms.testimonies.rules import Agreed
from tests.testimonies.voices import WORDS, told
from tests.writing import LATER, approved, channel, post_form, press_list, release_form, written

A = Agreed(
    "a", "A., 19 ans", {"fr": "On nous dit de partir, sans dire où."}, True, False, ("fr",),
    date(2030, 6, 30),
)  # fmt: skip
GONE = Agreed("g", "", {}, True, True, ("fr",), None, is_withdrawn=True)
DAY = date(2030, 3, 12)
BOUND = "\n> — [A., 19 ans](testimony:a)"


def _codes(text: str, kind: str = "release", lang: str = "fr", day: date = DAY) -> list[str]:
    prose = [Prose("body", text, lang)]
    return [each.code for each in weigh(kind, prose, {"a": A, "g": GONE}, day)]


@pytest.mark.parametrize(
    "text",
    [
        "> On nous dit de partir, sans dire où." + BOUND,
        "> « On nous dit de partir »" + BOUND,
        "> On nous dit de partir […] dire où." + BOUND,
        "> L’eau est un droit.\n> — Ada Exemple, porte-parole",
        "> Rien ne change.\n> — Dr. Ada Exemple, médecin",
        "Le préfet parle de « mise à l’abri ».",
    ],
)
def test_what_was_said_and_agreed_to_may_leave(text: str):
    assert _codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("> On nous dit de partir.", QuoteWrong.NO_SPEAKER),
        ("> Partez.\n> — A., 19 ans", QuoteWrong.UNBOUND),
        ("> Partez.\n> — Amal", QuoteWrong.UNBOUND),
        ("> Partez.\n> — Amal, personne exilée", QuoteWrong.UNBOUND),
        ("> Partez.\n> — [B.](testimony:b)", QuoteWrong.UNKNOWN),
        ("> Partez.\n> — [G.](testimony:g)", QuoteWrong.WITHDRAWN),
        ("> On nous ordonne de partir." + BOUND, QuoteWrong.OTHER_WORDS),
    ],
)
def test_what_goes_beyond_stays(text: str, code: QuoteWrong):
    assert _codes(text) == [code]


@pytest.mark.parametrize(
    "quote",
    [
        "> On nous dit\n> de partir.",
        "> Partez.\n> — A., 19 ans",
        "> Partez.\n> — [B.](testimony:b)",
        "« Partez vite », dit Amal",
        "« Partez vite » — [B.](testimony:b)",
        "— Amal",
    ],
)
def test_a_quotation_that_stays_says_where_it_stands(quote: str):
    text = f"Un « mot ».\n\n{quote}\n\nFin."

    found = weigh("release", [Prose("body", text, "fr")], {}, DAY)

    assert found[0].span is not None
    assert quote.startswith(text[slice(*found[0].span)])
    assert found[0].span[0] == text.index(quote)


def test_where_when_and_in_what_language_count():
    quote = "> On nous dit de partir." + BOUND

    assert _codes(quote, "post") == [QuoteWrong.NOT_NETWORKS]
    assert _codes(quote, lang="en") == [QuoteWrong.NOT_LANGUAGE]
    assert _codes(quote, day=date(2030, 7, 1)) == [QuoteWrong.OVER]


def test_in_a_post_a_quotation_is_bound_in_its_line():
    said = "« On nous dit de partir » — [A., 19 ans](testimony:a)"

    assert _codes(said, "release") == []
    assert _codes(said.replace("partir", "rester")) == [QuoteWrong.OTHER_WORDS]


QUOTE = "Ils parlent.\n\n> On nous dit de partir, sans dire où.\n> — [A., 19 ans](testimony:a-19)"


def _state(app, number: int) -> str:
    with app.app_context():
        return db.session.get_one(Piece, number).state


def test_a_release_quotes_as_agreed_and_withdrawal_stops_it(app, cast):
    testimony = told(app, cast)
    lists = press_list(app, "Littoral", "ada@exemple.org")
    number = approved(cast, "release", release_form(body=QUOTE, at=LATER, lists=lists))
    ines = cast.browser("ines")
    before = _state(app, number)
    used = ines.get(f"/testimonies/{testimony}").text

    cast.browser("omar").post(f"/testimonies/{testimony}/withdraw")

    assert (before, _state(app, number)) == (State.SCHEDULED, State.REVIEW)
    assert "Calais : des expulsions" in used
    page = ines.get(f"/releases/{number}").text
    assert "a retiré son accord" in page
    assert "À revalider" in ines.get("/").text


def test_a_narrower_agreement_stops_what_is_planned_too(app, cast):
    testimony = told(app, cast, for_networks=True)
    form = post_form(text=f"« On nous dit de partir » {QUOTE[-31:].lstrip('> ')}", at=LATER)
    number = approved(cast, "post", {**form, "channels": [channel(app)]})
    before = _state(app, number)
    holder = cast.actor("ines").id

    cast.browser("ines").post(
        f"/testimonies/{testimony}/edit",
        data={
            "alias": "A., 19 ans", "words_fr": "On nous dit de partir, sans dire où.",
            "for_press": "on", "langs": ["fr"], "until": "2030-06-30", "held_by": holder,
        },
    )  # fmt: skip

    assert (before, _state(app, number)) == (State.SCHEDULED, State.REVIEW)
    page = cast.browser("ines").get(f"/posts/{number}").text
    assert "n’a pas accepté d’être cité·e sur les réseaux" in page


def test_a_quotation_without_a_record_is_not_asked_for(app, cast):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(body="Ils parlent.\n\n> Partez.\n> — Amal"))

    ines.post(f"/review/{number}/ask")

    assert _state(app, number) == State.DRAFT
    assert "« Amal »" in ines.get(f"/releases/{number}").text.replace("\u00a0", " ")


def test_the_chooser_puts_the_words_as_they_were_said(app, cast):
    told(app, cast)
    ines = cast.browser("ines")
    form = release_form(body="Ils parlent.")
    number = written(ines, "release", form)

    ines.post(f"/releases/{number}", data={**form, "base": 1, "insert": "testimony:a-19"})

    page = ines.get(f"/releases/{number}").text
    assert "&gt; — [A., 19 ans](testimony:a-19)" in page
    assert "n’est liée à aucun témoignage" not in page


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('"' + " " * 150_000 + "[B.](testimony:b)", [QuoteWrong.UNKNOWN]),
        ("«" + " " * 150_000 + "On part » [B.](testimony:b)", [QuoteWrong.UNKNOWN]),
        ("— " + " " * 20_000 + "Amal" + " " * 20_000, [QuoteWrong.UNBOUND]),
        ("— " + " " * 20_000 + "Amal" + " " * 20_000 + "\0", [QuoteWrong.UNBOUND]),
        ("— " + "[" * 150_000, [QuoteWrong.UNBOUND]),
    ],
)
def test_a_quotation_full_of_blanks_is_read_like_another(text: str, codes: list[str]):
    assert _codes(text) == codes


def test_words_of_any_length_between_marks_are_held_against_the_record():
    assert _codes("« On nous dit" + " " * 5000 + "de partir » [A.](testimony:a)") == []
    assert _codes("« Partez, " + "vite " * 5000 + "» [A.](testimony:a)") == [QuoteWrong.OTHER_WORDS]


def test_in_a_post_the_words_stand_between_marks(app, cast):
    told(app, cast, for_networks=True)
    ines = cast.browser("ines")
    form = post_form(text="Hier.", at=LATER, channels=[channel(app)])
    number = written(ines, "post", form)

    ines.post(f"/posts/{number}", data={**form, "base": 1, "insert": "testimony:a-19"})

    with app.app_context():
        text = pieces.content(db.session.get_one(Piece, number)).words["text"]
    assert text == f"Hier.\n\n«\u00a0{WORDS}\u00a0» — [A., 19 ans](testimony:a-19)"
    ines.post(f"/review/{number}/ask")
    with app.app_context():
        assert db.session.get_one(Piece, number).state == State.REVIEW


@pytest.mark.parametrize(
    ("lang", "before", "words", "after"),
    [
        ("en", "“", "They took our tents.", "”"),
        ("de", "„", "Sie nahmen unsere Zelte.", "“"),
        ("ar", "«", "أخذوا خيامنا.", "»"),
    ],
)
def test_the_marks_of_a_language_hold_words_its_record_knows(lang, before, words, after):
    agreed = {"a-19": Agreed("a-19", "A.", {lang: words}, False, True, (lang,), None)}
    made = quote_of(agreed["a-19"], lang, "post")

    assert made == f"{before}{words}{after} — [A.](testimony:a-19)"
    assert weigh("post", [Prose("text", made, lang)], agreed, date(2030, 3, 12)) == []
