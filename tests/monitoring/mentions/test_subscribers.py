"""Articles for subscribers: what says so, and what somebody who subscribes adds by hand."""

import io
import re

import pytest
from sqlalchemy import select

from comms import cli
from comms.core import events, options
from comms.core.db import db
from comms.core.rights import Role
from comms.figures.models import Figure
from comms.monitoring.errata.models import Erratum
from comms.monitoring.intake.rules import says_paid
from comms.monitoring.mentions.models import Mention, MentionPassage
from comms.monitoring.mentions.queries.showing import shown
from comms.monitoring.mentions.rules.quoting import LONGEST_QUOTE, quoted
from comms.monitoring.mentions.rules.subscribers import (
    LONGEST_PASSAGES,
    Completed,
    obstacles_to_completing,
)
from comms.monitoring.mentions.rules.wrong import MentionWrong
from comms.monitoring.watches.models import Hit
from comms.pressreview.queries import stories as reviews
from tests.conftest import NOW
from tests.monitoring.articles import arrives, tell, watch

LABEL = "réservé aux abonnés"
READ = "Le préfet se tait. Selon HRO, 1 226 personnes ont été expulsées. La suite."


@pytest.fixture
def ines(app, cast):
    cast.actor("ines")
    with app.app_context():
        watch("Nom", "observateurs")
        arrives("Les observateurs comptent", "Un chapô.", tags=["Abonnés"], authors=["J. P."])
    return cast.browser("ines")


def complete(browser, passage: str = READ, mention: int = 1, **more):
    form = {"passage": passage, "state": "all", "watch": "", **more}
    return browser.post(f"/mentions/{mention}/complete", data=form, follow_redirects=True)


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("title", "summary", "tags"),
    [
        ("T", "", ["Calais", "Abonné·es"]),
        ("T", "", ["Article réservé aux abonnés"]),
        ("T", "", ["Subscription"]),
        ("[Abonnés] Calais", "", []),
        ("Abo | Calais", "", []),
        ("Réservé aux abonné·es : Calais", "", []),
        ("Calais 🔒", "", []),
        ("T", "<p>Un chapô. Cet article est <b>réservé</b> à nos abonnés.</p>", []),
        ("T", "This article is only available to subscribers.", []),
    ],
)
def test_some_feeds_tell(title: str, summary: str, tags: list[str]) -> None:
    assert says_paid(title, summary, tags)


@pytest.mark.anywhere
def test_a_word_in_an_article_is_no_telling() -> None:
    told_of = "Une soirée réservée aux abonnés du théâtre."

    assert not says_paid("Le théâtre réservé aux abonnés", told_of, ["Abonnement", "abolition"])
    assert not says_paid(None, "", [])


@pytest.mark.anywhere
def test_what_is_added_is_an_extract() -> None:
    full, tone = Completed("a" * LONGEST_PASSAGES), Completed(tone="loud")

    assert obstacles_to_completing(full, 0) == []
    assert obstacles_to_completing(full, 1) == [MentionWrong.PASSAGE_TOO_LONG]
    assert obstacles_to_completing(tone, 0) == [MentionWrong.UNKNOWN_TONE]
    assert obstacles_to_completing(Completed(), 0) == [MentionWrong.NOTHING_TYPED]


@pytest.mark.anywhere
def test_what_leaves_of_it_is_a_short_quotation() -> None:
    assert quoted([READ], ["HRO"]) == "Selon HRO, 1 226 personnes ont été expulsées."
    said = "« On nous dit de partir. » Selon l’Observatoire de la rive, rien."
    assert quoted([said], ["observatoire de la Rive", ""]) == said.partition("» ")[2]
    assert quoted(["Une phrase. Une autre."], ["absent"]) == "Une phrase. Une autre."
    assert len(quoted(["mot " * 400], ["mot"])) <= LONGEST_QUOTE


def test_the_feed_says_it_and_a_person_says_otherwise(app, ines) -> None:
    page = ines.get("/mentions/1").text
    assert LABEL in page
    assert "d’après le flux" in page
    assert LABEL in ines.get("/mentions").text
    assert LABEL in ines.get("/").text

    ines.post("/mentions/1/access", data={"paid": "0"})
    with app.app_context():
        entry = db.session.get_one(Mention, 1).entry_id
        events.announce(events.AccessTold(entry, is_paid=True))
        db.session.commit()
    assert f">{LABEL}<" not in ines.get("/mentions/1").text

    ines.post("/mentions/1/access", data={"paid": "1"})
    assert "dit par Ines" in ines.get("/mentions/1").text


def test_the_page_outweighs_the_feed(here) -> None:
    watch("Nom", "observateurs")
    arrives("Les observateurs", tags=["Abonnés"], is_paid=False)
    later = arrives("Nos observateurs", "x")
    events.announce(events.AccessTold(later.id, is_paid=True))
    tell(later, changed=True)

    found = db.session.scalars(select(Mention).order_by(Mention.id)).all()
    assert [(each.is_paid, each.paid_how) for each in found] == [(False, "page"), (False, "")]


def test_a_subscriber_completes_it(app, ines) -> None:
    with app.app_context():
        options.put("association", "HRO")
        watch("Sigle", "HRO")
        me = db.session.get_one(Mention, 1)
        db.session.add(
            Figure(
                key="expulsions", labels={"fr": "expulsions observées"}, value="1226",
                period="2029", source="Registre", folded="", said_by=1, said_at=NOW, touched_at=NOW,
            )
        )  # fmt: skip
        db.session.commit()
        assert me.is_paid

    copy = (io.BytesIO(b"%PDF-1.7 une page"), "page.pdf")
    page = complete(ines, says="Un mot faux.", its_tone="neutral", file=copy).text
    complete(ines)  # a second tab

    assert "complété à la main par Ines" in page
    assert "page.pdf" in page
    with app.app_context():
        mention = db.session.get_one(Mention, 1)
        assert (mention.tone, mention.note) == ("neutral", "Un mot faux.")
        assert db.session.scalars(select(MentionPassage.text)).all() == [READ]
        hits = db.session.scalars(select(Hit).order_by(Hit.id)).all()
        assert [(each.watch_id, each.sentence) for each in hits] == [(1, []), (2, [])]
        assert db.session.scalars(select(Erratum.words)).all() == ["1 226"]


def test_an_extract_too_long_is_refused_and_comes_back(app, ines) -> None:
    answer = complete(ines, "mot " * 500)

    assert "C’est un extrait" in answer.text
    assert "mot mot" in answer.text
    assert "Il n’y a rien à ajouter" in complete(ines, "").text
    with app.app_context():
        assert db.session.scalars(select(MentionPassage)).all() == []


def test_a_sentence_of_it_leaves_and_never_all(app, ines) -> None:
    long = f"{READ} {'Encore une phrase de cet article. ' * 20}"
    complete(ines, long)
    ines.post("/mentions/sort", data={"ids": "1", "to": "kept"})
    cli.install(app)

    made = {
        form: app.test_cli_runner().invoke(args=["mentions", "export", "--format", form]).output
        for form in ("json", "csv", "md")
    }
    with app.app_context():
        (_, story), *_ = reviews.stories(NOW.replace(year=2029), NOW)
        outside = "".join(text for text, _ in shown([db.session.get_one(Mention, 1)])[0].sentence)
    assert (story.lead.is_paid, story.lead.entry) == (True, None)  # no licence prints a teaser
    assert 0 < len(story.quote) <= LONGEST_QUOTE
    assert len(outside) <= LONGEST_QUOTE
    assert not any("personnes" in each for each in made.values())
    assert "subscribers" in made["csv"]
    assert LABEL in made["md"]


def test_it_is_taken_away_and_leaves_with_words_that_are_struck(app, ines) -> None:
    complete(ines)
    complete(ines, "« On nous dit de partir. »")
    with app.app_context():
        events.announce(events.WordsStruck(lambda text, _lang: text.replace("partir", "[…]")))
        db.session.commit()
    page = ines.get("/mentions/1").text

    assert "On nous dit de […]" in page
    assert ines.post("/mentions/passages/1/delete").status_code == 303
    assert "Le préfet se tait" not in ines.get("/mentions/1").text


def test_who_may(app, cast, ines) -> None:
    complete(ines)
    guest = cast.browser("max", Role.GUEST)

    assert complete(guest).status_code == 403
    assert guest.post("/mentions/passages/1/delete").status_code == 403
    assert complete(ines, mention=99).status_code == 404


def test_one_entered_by_hand_says_it_too(app, cast) -> None:
    ines = cast.browser("ines")
    form = {"title": "T", "outlet": "La Voix", "url": "https://a.example/", "is_paid": "1"}

    answer = ines.post("/mentions/new", data=form)

    page = ines.get(answer.location).text
    assert re.search(rf'class="tag[^"]*">{LABEL}<', page)
    assert "Ce qu’il dit de nous" in page
