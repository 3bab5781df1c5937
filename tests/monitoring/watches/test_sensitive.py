"""What a sensitive watch catches is counted for those it is not for: page by page, file by file."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from comms.campaigns.models import Campaign
from comms.core.db import db
from comms.core.rights import College, Role
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries.campaigns import last
from comms.monitoring.mentions.service import sorting
from comms.monitoring.sources.models import Source
from comms.monitoring.watches import service
from comms.monitoring.watches.models import Watch, Wish
from comms.monitoring.watches.service import Words
from tests.conftest import NOW
from tests.monitoring.articles import arrives

SECRET = "Zarmina"
READ = ("ines", Role.AUTHOR, None)  # she began it
TOLD = ("lea", Role.APPROVER, College.STAFF)
KEEPER = ("sam", Role.ADMIN, College.STAFF)
OTHERS = [("noe", Role.AUTHOR, None), ("anne", Role.APPROVER, College.BOARD)]

PAGES = [
    "/", "/watch", "/watch/articles", f"/watch/articles?q={SECRET}", "/mentions",
    "/mentions?state=all", "/mentions?state=kept", "/mentions?state=all&watch=1", "/mentions?at=1",
    f"/mentions?state=all&q={SECRET}", "/mentions?undo=1&was=kept&count=1", "/mentions/take",
    "/coverage", "/press-review", "/alerts",
    f"/search?q={SECRET}", f"/search?q={SECRET}&part=1", "/press-review/1", "/press-review/1.html",
    "/press-review/1.txt", "/watch/new", "/reports/year/2030", "/reports/year/2030.html",
]  # fmt: skip
CLOSED = ["/watch/1", "/mentions/1"]


@pytest.fixture
def caught(app, cast):
    """One article a sensitive watch alone caught (1), one that an open watch caught too (2)."""
    ines, lea = cast.actor(*READ), cast.actor(*TOLD)
    with app.app_context():
        watch = service.add(f"Autour de {SECRET}", Words(SECRET), actor=ines)
        service.tell(watch, [lea.id], actor=ines)
        service.keep_quiet(watch, is_sensitive=True, actor=ines)
        service.add("Lieu", Words("Calais"), actor=ines)
        db.session.commit()
        arrives(f"{SECRET} raconte", f"Ici {SECRET} parle.", outlet=f"Le journal de {SECRET}")
        # Sources that are followed are named to all; what they showed is not.
        db.session.scalars(select(Source)).one().state = "removed"
        arrives("Nuit dehors", f"Près de Calais. Une phrase de {SECRET}.")
        for mention in db.session.scalars(select(Mention)):
            sorting.sort(mention, "kept", actor=ines)
        db.session.commit()
    review = cast.browser(*TOLD).post("/press-review", data={"days": 7})
    assert review.status_code == 303


@pytest.mark.anywhere
@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_says_what_it_caught_to_those_it_is_not_for(cast, caught, who, page):
    answer = cast.browser(*who).get(page)

    is_closed = page.startswith("/reports") and page.endswith(".html") and who[1] is Role.AUTHOR
    assert answer.status_code == (403 if is_closed else 200)  # files are given by who may export
    said = [each for each in ("raconte", "Autour de") if each in answer.text]
    assert said == []
    assert SECRET in page or SECRET not in answer.text


@pytest.mark.anywhere
@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("page", CLOSED)
def test_its_own_pages_do_not_exist_for_them(cast, caught, who, page):
    assert cast.browser(*who).get(page).status_code == 404


@pytest.mark.anywhere
@pytest.mark.parametrize("who", [READ, TOLD, KEEPER])
@pytest.mark.parametrize("page", [*CLOSED, "/mentions?state=all", f"/watch/articles?q={SECRET}"])
def test_those_it_is_for_read_all_of_it(cast, caught, who, page):
    answer = cast.browser(*who).get(page)

    assert answer.status_code == 200
    assert f"{SECRET}</mark> raconte" in answer.text or f"Autour de {SECRET}" in answer.text


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/mentions/1/tone", {"tone": "hostile"}), ("/mentions/1/note", {"note": "x"}),
        ("/mentions/1/people", {"name": "x"}), ("/mentions/1/releases", {"piece": 1}),
        ("/mentions/1/copies", {}), ("/mentions/sort", {"ids": 1, "to": "kept"}),
        ("/watch/1", {"do": "save", "name": "x", "all": "y"}), ("/watch/1/close", {}),
    ],
)  # fmt: skip
def test_nobody_else_changes_what_they_do_not_read(app, cast, caught, path, data):
    answer = cast.browser("noe").post(path, data=data)

    assert answer.status_code == 404
    with app.app_context():
        assert (db.session.get_one(Mention, 1).tone, db.session.get_one(Watch, 1).closed_at) == (
            "", None,
        )  # fmt: skip


def test_nobody_lets_themselves_in_by_asking_to_be_told(app, cast, caught):
    noe, anne = cast.browser(*OTHERS[0]), cast.browser(*OTHERS[1])

    noe.post("/alerts", data={"hour": 8, "pace-1": "once"})
    invited = anne.post(
        "/alerts/guests", data={"watch": 1, "address": "a@exemple.org", "pace": "daily"}
    )

    assert invited.status_code == 404
    with app.app_context():
        lea = cast.actor(*TOLD)
        assert [each.member_id for each in db.session.query(Wish)] == [lea.id]


@pytest.mark.parametrize("form", ["csv", "md", "xlsx"])
def test_no_file_says_it_to_them_and_their_own_says_it_to_others(cast, caught, form):
    def taken(who) -> str:
        made = cast.browser(*who).post("/mentions/export", data={"form": form}).data
        if form != "xlsx":
            return made.decode()
        rows = load_workbook(BytesIO(made)).active.values
        return "\n".join(" ".join(map(str, row)) for row in rows)

    theirs, hers = taken(OTHERS[1]), taken(TOLD)
    assert (SECRET in theirs, "Nuit dehors" in theirs) == (False, True)
    assert f"{SECRET} raconte" in hers


@pytest.mark.parametrize("who", [READ, OTHERS[0]])
def test_no_feed_says_it_to_anybody(cast, caught, who):
    browser = cast.browser(*who)
    page = browser.post("/mentions/take/feed").text
    address = re.search(r"/mentions/feed/[\w-]+\.atom", page)
    assert address

    feed = cast.app.test_client().get(address[0]).text

    assert (SECRET in feed, "Nuit dehors" in feed) == (False, True)


def test_they_see_how_many(cast, caught):
    noe = cast.browser("noe")

    assert "1 retombée d’une veille sensible" in noe.get("/mentions?state=all").text
    watch = noe.get("/watch").text
    assert "Veille sensible" in watch
    assert "2 retombées cette semaine" in watch
    assert "1 retombée d’une veille sensible" in noe.get("/press-review/1.txt").text


@pytest.mark.anywhere
def test_a_try_neither_shows_nor_counts_what_it_caught(cast, caught):
    form = {"name": "x", "all": SECRET, "do": "try30", "mode": "boxes"}
    theirs, hers = (cast.browser(who).post("/watch/new", data=form).text for who in ("noe", "ines"))

    assert "1 article en 30 jours" in theirs
    assert f"{SECRET}</mark> raconte" not in theirs
    assert "2 articles en 30 jours" in hers


def test_its_place_in_the_list_does_not_spell_its_name(cast, caught):
    theirs, hers = (cast.browser(who).get("/watch").text for who in ("noe", "ines"))

    assert theirs.index(">Lieu<") < theirs.index(">Veille sensible<")
    assert hers.index(f">Autour de {SECRET}<") < hers.index(">Lieu<")


def test_a_refusal_does_not_say_that_its_name_is_taken(app, cast, caught):
    form = {"name": f"autour de {SECRET}", "mode": "boxes", "all": "Calais", "do": "save"}
    hers, theirs = (cast.browser(who).post("/watch/new", data=form) for who in ("ines", "noe"))

    assert (hers.status_code, theirs.status_code) == (422, 303)


@pytest.mark.anywhere
@pytest.mark.parametrize("who", ["ines", "noe"])
def test_an_open_watch_does_not_catch_up_with_what_it_alone_caught(app, cast, caught, who):
    browser = cast.browser(who)
    form = {"name": "Tout", "mode": "boxes", "any": "parle phrase", "do": "save"}
    made = browser.post("/watch/new", data=form).location.rpartition("/")[2]

    browser.post(f"/mentions/earlier/{made}", data={"days": 30})

    page = browser.get(f"/mentions?state=all&watch={made}").text
    assert ("Nuit dehors" in page, "raconte" in page) == (True, False)
    assert cast.browser("noe").get("/mentions/1").status_code == 404


@pytest.mark.parametrize(("who", "sees"), [("ines", True), ("noe", False)])
def test_another_sensitive_watch_catches_up_with_it_for_its_readers_alone(cast, caught, who, sees):
    browser = cast.browser(who)
    form = {"name": "Tout", "mode": "boxes", "all": "parle", "is_sensitive": "1", "do": "save"}
    made = browser.post("/watch/new", data=form).location.rpartition("/")[2]

    browser.post(f"/mentions/earlier/{made}", data={"days": 30})

    assert ("raconte" in browser.get(f"/mentions?state=all&watch={made}").text) is sees


def test_a_campaign_does_not_count_it_to_them(app, cast, caught):
    with app.app_context():
        db.session.add(Campaign(name="Hiver", made_at=NOW))
        db.session.commit()
    cast.browser("ines").post("/mentions/1/campaign", data={"campaign": "1"})
    readers = [cast.actor(*who) for who in (OTHERS[0], READ)]

    with app.app_context():
        seen = [last(1, each) for each in readers]
    assert [(count, len(rows)) for count, rows in seen] == [(0, 0), (1, 1)]


@pytest.mark.anywhere
def test_what_its_readers_type_of_it_shows_it_to_nobody_else(cast, caught):
    cast.browser("ines").post("/mentions/1/complete", data={"passage": "Elle dort près de Calais."})

    assert cast.browser("noe").get("/mentions/1").status_code == 404
    assert "Elle dort" in cast.browser("ines").get("/mentions/1").text


def test_nobody_shuts_themselves_out(app, cast):
    cast.actor(*READ)
    with app.app_context():
        service.add("Nom", Words("Calais"), actor=cast.actor(*READ))
        db.session.commit()
    noe = cast.browser("noe")
    form = {"name": "Nom", "mode": "boxes", "all": "Calais", "is_sensitive": "1", "do": "save"}

    refused = noe.post("/watch/1", data=form)

    assert refused.status_code == 422
    assert "cochez-vous" in refused.text
