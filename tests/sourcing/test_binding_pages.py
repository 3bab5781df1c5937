"""A text bound to the bank, as pages show it and as it leaves; each way around a figure."""

import re

import pytest

from comms.core.db import db
from comms.core.rights import Role
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.states import State
from comms.releases.rules.file import Warned, read
from comms.releases.service import warnings_of
from tests.figures.bank import kept
from tests.writing import LATER, approved, channel, post_form, press_list, release_form, written

BODY = "Nos équipes ont vu [](figure:expulsions-2030-02) expulsions."
WRITTEN = "1\u202f226"


def _piece(app, number: int) -> Piece:
    with app.app_context():
        return db.session.get_one(Piece, number)


def _plan(app) -> dict[str, object]:
    return {"at": LATER, "lists": press_list(app, "Littoral", "ada@exemple.org")}


def test_the_bank_writes_the_figure_on_every_page_and_in_what_leaves(app, cast):
    kept(app, cast)
    number = approved(cast, "release", release_form(body=BODY, **_plan(app)))
    ines = cast.browser("ines")

    with app.app_context():
        piece = db.session.get_one(Piece, number)
        kind, content = kind_of("release"), pieces.content(piece)
        assert kind.letter
        letter = kind.letter(content, "main")
        left = [kind.kit(content).text, letter.text, str(letter.html), str(kind.show(content))]
    shown = [ines.get(f"/{path}/{number}").text for path in ("releases", "review")]
    files = [
        ines.get(f"/releases/{number}/export/{form}").get_data(as_text=True)
        for form in ("html", "txt")
    ]

    assert all(WRITTEN in text for text in [*left, *shown, *files])
    assert all("figure:" not in text for text in [*left, *files])
    assert BODY in ines.get(f"/releases/{number}/export/md").text
    assert _piece(app, number).state == State.SCHEDULED


def test_the_live_page_writes_it_too(app, cast):
    kept(app, cast)
    ines = cast.browser("ines")

    page = ines.post("/releases/preview", data=release_form(lang="ar", body=BODY)).text
    post = ines.post(
        "/posts/preview", data=post_form(text=BODY, channels=[channel(app)], lang="en")
    ).text

    assert "١٬٢٢٦" in page
    assert "1,226" in post


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Ils ont vu 1 226 expulsions observées.", "Serait-ce « expulsions observées »"),
        ("Ils ont vu 77 arbres.", "« 77 » n’est lié à aucune fiche"),
        ("Ils ont vu [5](figure:expulsions-2030-02).", "la fiche « expulsions observées » dit"),
        ("Ils ont vu [5](figure:personne).", "que la banque ne connaît pas"),
        ("Ils ont vu [5](figure:estimation).", "estimation de l’équipe"),
    ],
)
def test_a_release_with_a_loose_number_is_not_asked_for(app, cast, body, said):
    kept(app, cast)
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(body=body, **_plan(app)))

    ines.post(f"/review/{number}/ask")

    page = ines.get(f"/releases/{number}").text
    assert said in page.replace("\u00a0", " ").replace("\u202f", " ")
    assert _piece(app, number).state == State.DRAFT


def test_a_figure_nobody_checked_keeps_a_release_and_warns_in_a_post(app, cast):
    kept(app, cast, checked=False)
    ines = cast.browser("ines")
    release = written(ines, "release", release_form(body=BODY, **_plan(app)))
    post = written(ines, "post", post_form(text=BODY, at=LATER, channels=[channel(app)]))

    for number in (release, post):
        ines.post(f"/review/{number}/ask")

    assert _piece(app, release).state == State.DRAFT
    assert _piece(app, post).state == State.REVIEW
    assert "pas encore été vérifié" in ines.get(f"/review/{post}").text


def test_a_post_that_may_leave_with_a_loose_number_is_not_called_complete(app, cast):
    texts = {"Story Instagram": "L’eau est coupée.", "Boucle Signal": "Ils ont vu 77 arbres."}
    whole, loose = (
        approved(cast, "post", post_form(text=text, at=LATER, channels=[channel(app, name)]))
        for name, text in texts.items()
    )

    pages = [cast.browser("ines").get(f"/review/{number}").text for number in (whole, loose)]

    assert ["Rien ne manque" in page for page in pages] == [True, False]
    assert ["Rien n’empêche la diffusion" in page for page in pages] == [False, True]


def test_a_post_takes_the_estimate_of_the_team_in_one_tap(app, cast):
    ines = cast.browser("ines")
    form = post_form(text="300 personnes sans eau.", at=LATER, channels=[channel(app)])
    number = written(ines, "post", form)
    page = ines.get(f"/posts/{number}").text

    base = _piece(app, number).number
    ines.post(f"/posts/{number}", data={**form, "base": base, "bind": "300|estimation"})

    assert 'value="300|estimation"' in page
    with app.app_context():
        content = pieces.content(db.session.get_one(Piece, number))
        assert content.words["text"] == "[300](figure:estimation) personnes sans eau."
        assert kind_of("post").kit(content).text == "300 personnes sans eau."
    assert "n’est lié à aucune fiche" not in ines.get(f"/posts/{number}").text


def test_one_tap_binds_a_loose_number_to_its_likely_record(app, cast):
    kept(app, cast)
    ines = cast.browser("ines")
    form = release_form(body="Ils ont vu 1 226 expulsions observées.")
    number = written(ines, "release", form)
    page = ines.get(f"/releases/{number}").text
    button = re.search(r'name="bind"\s+value="([^"]+)"', page)
    assert button

    ines.post(f"/releases/{number}", data={**form, "base": 1, "bind": button[1]})

    with app.app_context():
        body = pieces.content(db.session.get_one(Piece, number)).words["body"]
    assert body == "Ils ont vu [1 226](figure:expulsions-2030-02) expulsions observées."


@pytest.mark.parametrize("path", ["/releases/new", "/releases/1"])
def test_the_chooser_works_without_script(app, cast, path):
    kept(app, cast)
    ines = cast.browser("ines")
    if path.endswith("1"):
        written(ines, "release", release_form(body="Ils ont vu"))
    form = release_form(body="Ils ont vu", base=1)

    searched = ines.get(f"{path}?chips=EXPULSIONS").text
    answer = ines.post(path, data={**form, "insert": "expulsions-2030-02"})

    assert 'value="expulsions-2030-02"' in searched
    assert WRITTEN in searched
    assert 'name="insert"' not in ines.get(f"{path}?chips=tentes").text
    with app.app_context():
        piece = db.session.get_one(Piece, int(answer.location.rpartition("/")[2]))
        assert pieces.content(piece).words["body"] == "Ils ont vu [](figure:expulsions-2030-02)"


def test_a_search_among_the_figures_saves_the_text_and_comes_back(app, cast):
    ines = cast.browser("ines")
    number = written(ines, "release", release_form())

    answer = ines.post(
        f"/releases/{number}",
        data=release_form(body="Autre chose.", base=1, chips="tentes", then="chips"),
    )

    assert answer.location == f"/releases/{number}?chips=tentes#chips"
    assert "Autre chose." in ines.get(answer.location).text


def test_a_figure_shows_where_it_is_used(app, cast):
    figure = kept(app, cast)
    ines = cast.browser("ines")
    written(ines, "release", release_form(title="Celui-ci", body=BODY))
    written(ines, "post", post_form(text="Celui-là non : expulsions-2030-02"))

    page = ines.get(f"/figures/{figure}").text

    assert "Celui-ci" in page
    assert "Celui-là" not in page
    assert cast.browser("gus", Role.GUEST).get(f"/figures/{figure}").status_code == 403


def test_a_file_that_names_a_figure_of_the_bank_warns_of_nothing(app, cast):
    kept(app, cast)
    head = "---\nkind: communique\nlang: fr\ntitle: Calais\n---\n\n"
    file = read((head + "[1 226](figure:expulsions-2030-02), [2](figure:personne)\n").encode())

    with app.app_context():
        warned = [(str(code), facts["key"]) for code, facts in warnings_of(file)]

    assert warned == [(str(Warned.FIGURE), "personne")]
