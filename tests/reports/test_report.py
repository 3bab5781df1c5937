"""The report of a year and of a campaign: on its page, as files, and what never gets into it."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from comms import cli
from comms.advocacy.models import Step
from comms.advocacy.queries import Shown
from comms.advocacy.rules import Outcome, Standing
from comms.campaigns import service as campaigns
from comms.contacts.book.queries.people import Card
from comms.core import clock
from comms.core.db import db
from comms.core.hours import Hour
from comms.core.rights import Role
from comms.cosigning.models import Invited
from comms.cosigning.queries import asked
from comms.cosigning.rules.asking import Name
from comms.cosigning.service import answering
from comms.cosigning.service.answering import Signed
from comms.events.service import planning
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.by_hand import ByHand
from comms.monitoring.mentions.rules.standing import Medium
from comms.monitoring.mentions.service import entering, linking, sorting
from comms.monitoring.watches import service as watches
from comms.monitoring.watches.service import Words
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from comms.reports.service.asked import blocks
from comms.testimonies import service as testimonies
from comms.testimonies.rules import Draft
from tests.conftest import NOW
from tests.cosigning.partners import collection_of, partners
from tests.monitoring.articles import arrives
from tests.writing import channel, named, post_form, release_form, written

SECRET, VOICE = "Zarmina", "Le matin ils sont venus avec des chiens."


@pytest.fixture
def year(app, cast) -> int:
    """Return the number of a campaign with a release that left, was taken up, and more."""
    ines, me = cast.browser("ines"), cast.actor("ines")
    named(app)
    on = {"channels": channel(app), "at": "2030-03-12T11:00"}
    release = written(ines, "release", release_form(title="L’eau, un droit", **on))
    draft = written(ines, "post", post_form(text="Rien de ceci n’est encore dit.", **on))
    with app.app_context():
        cause = campaigns.begin(campaigns.Draft("Droit à l’eau", "Un point d’eau."), actor=me)
        left = db.session.get_one(Piece, release)
        left.state, left.published_at, left.campaign_id = State.PUBLISHED, NOW, cause.id
        db.session.get_one(Piece, draft).state = State.SCHEDULED
        kept = entering.enter(
            ByHand("De l’eau, enfin", "Le Nord", Medium.PRINT, published=NOW - timedelta(hours=1)),
            actor=me,
        )
        sorting.set_tone(kept, "favourable", actor=me)
        linking.join_piece(kept, left, actor=me)
        testimonies.add(
            Draft(
                key="m",
                alias="M., 30 ans",
                words={"fr": VOICE},
                lang="fr",
                for_press=True,
                langs=("fr",),
                until=NOW.date() + timedelta(days=90),
                held_by=me.id,
            ),
            actor=me,
        )
        quiet = watches.add(f"Autour de {SECRET}", Words(SECRET), actor=me)
        watches.keep_quiet(quiet, is_sensitive=True, actor=me)
        db.session.commit()
        arrives(f"{SECRET} raconte", f"Ici {SECRET} parle.")
        for mention in db.session.query(Mention).filter(Mention.entry_id.is_not(None)):
            sorting.sort(mention, "kept", actor=me)
        db.session.commit()
        return cause.id


def test_a_year_tells_what_left_and_what_was_taken_up(app, cast, year):
    page = cast.browser("ines").get("/reports/year/2030").text.replace("\u00a0", " ")

    for said in ("L’eau, un droit", "De l’eau, enfin", "Le Nord", "favorable", "1 communiqué"):
        assert said in page, said
    assert "1 retombée d’une veille sensible n’est pas montrée" in page


def test_nothing_secret_and_nothing_unsaid_gets_into_any_file(app, cast, year):
    ines = cast.browser("lea", Role.APPROVER)
    for address in ("/reports/year/2030", f"/reports/campaign/{year}"):
        made = [ines.get(address).text, ines.get(f"{address}.html").text]
        with zipfile.ZipFile(io.BytesIO(ines.get(f"{address}.docx").data)) as packed:
            made.append(packed.read("word/document.xml").decode())
        assert ines.get(f"{address}.pdf").data.startswith(b"%PDF")
        for text in made:
            assert "L’eau, un droit" in text
            for secret in (SECRET, VOICE, "M., 30 ans", "Rien de ceci"):
                assert secret not in text, (address, secret)


def test_what_the_press_was_invited_to_is_counted_and_its_place_is_not_told(app, cast, year):
    with app.app_context():
        begins = Hour("2030-03-12T11:00", "Europe/Paris")
        ines = cast.actor("ines")
        planned = planning.Draft("conference", "Un an de relevés", begins, place="12 rue Cachée")
        planning.plan(replace(planned, campaign_id=year, owner_id=ines.id), actor=ines)
        db.session.commit()
    later = NOW + timedelta(days=9)

    with clock.fixed(later):
        pages = [
            cast.browser("lea", Role.APPROVER).get(f"/reports/{each}.html").text
            for each in ("year/2030", f"campaign/{year}")
        ]

    for page in pages:
        assert "Un an de relevés" in page
        assert "Cachée" not in page


def test_people_put_their_words_before_and_after(app, cast, year):
    ines = cast.browser("ines")

    said = ines.post(
        f"/reports/campaign/{year}", data={"opening": "Une belle année.", "ahead": "Continuer."}
    )
    refused = ines.post("/reports/year/2030", data={"opening": "x" * 7000, "ahead": ""})

    assert said.status_code == 303
    assert "Une belle année." in ines.get(f"/reports/campaign/{year}").text
    assert refused.status_code == 422
    assert "x" * 6001 in refused.text
    assert "x" * 100 not in ines.get("/reports/year/2030").text


def test_a_file_is_given_by_who_may_export(cast, year):
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER)

    assert ines.get("/reports/year/2030.html").status_code == 403
    assert ".pdf" not in ines.get("/reports/year/2030").text
    assert ".pdf" in lea.get("/reports/year/2030").text


def test_who_signed_with_us_is_counted_and_what_is_unpublished_has_no_title(app, cast, year):
    lea = cast.browser("lea", Role.APPROVER)
    number = written(cast.browser("ines"), "release", release_form(title="Notre appel"))
    lea.post(f"/statements/{number}/open", data={"closes": "2030-03-20T10:00", "langs": ["fr"]})
    partners_asked = {"outlets": partners(app, "Rive", "Cap")}
    lea.post(f"/statements/collections/{collection_of(app)}/ask", data=partners_asked)
    with app.app_context():
        rive = db.session.scalars(select(Invited).where(Invited.partner == "Rive")).one()
        text = asked.as_signed(db.session.get_one(Piece, number))
        answering.sign(rive, {"fr": Signed(text.hash, Name("Rive"))})
        db.session.commit()
    before = lea.get("/reports/year/2030").text.replace("\u00a0", " ")
    with app.app_context():
        db.session.get_one(Piece, number).state = State.PUBLISHED
        db.session.commit()

    page = lea.get("/reports/year/2030").text.replace("\u00a0", " ")

    assert "En tout : 1 texte commun, 1 signature de partenaire." in before
    assert "un texte qui n’est pas paru" in before
    assert "Notre appel" not in before
    assert re.search(r"Notre appel</td>\s*<td[^>]*>2</td>\s*<td[^>]*>1</td>", page)
    assert "Rive" not in page


def test_an_office_is_said_and_who_holds_it_is_not(here):
    card = Card(1, "Jeanne Exemple", "", False, (), ("Sous-préfète",), (), (), False, False)
    step = Step(kind="letter", subject="Un point d’eau", on_day=NOW.date(), outcome=Outcome.OPEN)
    made = [
        Shown(step, card, "", "", Standing.DONE),
        Shown(step, card, "Mairie", "", Standing.DONE),
    ]

    said = str(list(blocks(made)))

    assert "Sous-préfète" in said
    assert "Mairie" in said
    assert "Jeanne" not in said


def test_a_guest_reads_no_report(cast, year):
    assert cast.browser("gus", Role.GUEST).get("/reports/year/2030").status_code == 403


def test_an_empty_year_and_a_year_that_is_none(app, cast):
    ines = cast.browser("ines")

    assert "Rien n’avait d’heure" in ines.get("/reports/year/2029").text
    assert ines.get("/reports/year/1900").status_code == 404
    lea = cast.browser("lea", Role.APPROVER)
    assert lea.get("/reports/year/2029.exe").status_code == 404


def test_last_year_stands_beside_this_one(app, cast, year):
    with clock.fixed(NOW + timedelta(days=365)):
        page = cast.browser("ines").get("/reports/year/2031").text

    assert "Par rapport à l’an passé" in page


def test_the_command_writes_the_file(app, year, tmp_path):
    cli.install(app)
    out = tmp_path / "rapport.pdf"

    told = app.test_cli_runner().invoke(args=["report", "year", "2030", str(out), "--json"])
    unknown = app.test_cli_runner().invoke(args=["report", "campaign", "99"])

    assert json.loads(told.stdout) == {"path": str(out), "bytes": out.stat().st_size}
    assert unknown.exit_code == 2
