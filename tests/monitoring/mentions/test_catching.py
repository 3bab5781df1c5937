"""What watches catch becomes a mention, once an article, with the words that matched."""

from datetime import timedelta

from sqlalchemy import select

from comms.core import clock, events, options
from comms.core.db import db
from comms.monitoring.alerts.models import Alert
from comms.monitoring.intake.models import Sighting
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import listing
from comms.monitoring.watches import service
from comms.monitoring.watches.models import Hit, WatchVersion
from comms.monitoring.watches.service import Words
from tests.asked import asked_of
from tests.hearing import hearing
from tests.monitoring.articles import arrives, source, stored, tell, watch


def _mentions() -> list[Mention]:
    return list(db.session.scalars(select(Mention).order_by(Mention.id)))


def test_an_article_that_a_watch_looks_for_is_a_mention(here):
    watch("Nom", '"Human Rights Observers" OR (HRO AND Calais)')

    entry = arrives("Calais : les chiffres de HRO", "Selon HRO, 98 opérations.", authors=["J. P."])
    arrives("Le rugby à Calais")

    (mention,) = _mentions()
    assert (mention.entry_id, mention.title, mention.outlet) == (
        entry.id,
        entry.title,
        "Ouest-Info",
    )
    assert (mention.state, mention.authors, mention.url) == ("new", ["J. P."], entry.link)


def test_the_words_that_matched_stand_in_their_sentence(here):
    watch("Nom", "HRO")

    arrives("Rien", "Un début. Selon <b>HRO</b>, 98 opérations. Une fin.")

    shown = listing.page(None)[0].lead
    assert shown.sentence == [("Selon ", False), ("HRO", True), (", 98 opérations.", False)]
    hit = db.session.scalars(select(Hit)).one()
    assert hit.spans == [["text", 19, 22]]


def test_several_watches_are_several_hits_of_one_mention(here):
    watch("Nom", "HRO")
    watch("Lieu", "Calais")

    arrives("HRO à Calais")

    shown = listing.page(None)[0].lead
    assert [(each.watch, each.version) for each in shown.caught] == [("Nom", 1), ("Lieu", 1)]


def test_old_mentions_say_which_version_caught_them(here):
    made = watch("Nom", "HRO")
    arrives("HRO")

    service.change(made, "Nom", Words("HRO OR observateurs"), actor=None)
    db.session.commit()
    arrives("Les observateurs")

    assert [each.lead.caught[0].version for each in listing.page(None)] == [2, 1]
    assert len(db.session.scalars(select(WatchVersion)).all()) == 2


def test_an_article_that_changed_keeps_its_mention_and_says_its_new_words(here):
    watch("Nom", "HRO")
    entry = arrives("HRO", "Selon HRO, peu.")

    entry.title, entry.summary = "HRO dénonce", "Selon HRO, beaucoup."
    tell(entry, changed=True)

    shown = listing.page(None)[0].lead
    assert shown.mention.title == "HRO dénonce"
    assert ("HRO", True) in shown.sentence
    assert len(shown.caught) == 1


def test_a_change_that_a_watch_had_not_caught_is_told(here):
    watch("Nom", "HRO")
    watch("Lieu", "Calais")
    with hearing(events.MentionsCaught) as told:
        entry = arrives("HRO")
        entry.title = "HRO à Calais"
        tell(entry, changed=True)
        tell(entry, changed=True)

    (mention,) = _mentions()
    assert [each.mention_ids for each in told] == [(mention.id,), (mention.id,)]


def test_what_stands_on_our_own_sites_is_no_mention(here):
    options.put("own_sites", ["asso.example"])
    watch("Nom", "HRO")

    arrives("HRO", link="https://www.asso.example/a")

    assert _mentions() == []


def test_a_closed_watch_catches_nothing(here, cast):
    ines = cast.actor()
    made = watch("Nom", "HRO")
    service.close(made, actor=ines)
    db.session.commit()

    arrives("HRO")

    assert _mentions() == []


def test_many_articles_at_once_are_each_a_mention(here):
    watch("Nom", "HRO")
    entries = [stored(f"HRO {number}") for number in range(1200)]

    tell(*entries)

    found = _mentions()
    assert [each.entry_id for each in found] == [entry.id for entry in entries]
    assert len({each.story_id for each in found}) == 1200
    assert found[0].seen_at == clock.now()


def test_what_a_search_shows_is_of_the_newspaper_and_not_of_the_search(here):
    watch("Nom", "HRO")
    source("La Voix").site_url = "https://www.voix.example/"
    source("HRO - Google Actualités").url = "https://news.google.com/rss/search?q=HRO"
    showing = {"outlet": "HRO - Google Actualités"}

    arrives("HRO ici", link="https://voix.example/1", **showing)
    arrives("HRO là", link="https://autre.example/1", **showing)
    arrives(
        "HRO - et ailleurs - Nord Info", link="https://news.google.com/rss/articles/x", **showing
    )

    assert [each.outlet for each in _mentions()] == ["La Voix", "autre.example", "Nord Info"]


def test_a_link_an_engine_wrote_is_known_whatever_feed_shows_it(here):
    watch("Nom", "HRO")
    wrapped = "https://www.google.com/url?rct=j&url=https://voix.example/1"

    entry = stored("HRO ici", link="https://voix.example/1", outlet="Alerte Google - HRO")
    sighting = {"entry_id": entry.id, "source_id": entry.source_id, "link": wrapped}
    db.session.add(Sighting(**sighting, text_hash="", seen_at=clock.now()))
    tell(entry)

    assert [each.outlet for each in _mentions()] == ["voix.example"]


def test_newsrooms_are_asked_for_once_however_many_articles_a_search_shows(here):
    watch("Nom", "HRO")
    source("HRO - Google Actualités").url = "https://news.google.com/rss/search?q=HRO"

    asked = []
    for wave, many in enumerate((3, 30)):
        links = [f"https://site{wave}x{each}.example/1" for each in range(many)]
        shown = [stored("HRO", link=each, outlet="HRO - Google Actualités") for each in links]
        arrived = events.EntriesArrived(tuple(each.id for each in shown))
        db.session.commit()
        with asked_of(here) as said:
            events.announce(arrived)
            db.session.commit()
        asked.append(sum("FROM outlets" in each for each in said))

    assert asked == [1, 1]


def test_what_was_there_before_a_watch_is_taken_up_and_tells_nobody(app, cast):
    ines, number = cast.browser("ines"), cast.actor("ines").id
    with app.app_context():
        arrives("HRO hier", at=clock.now() - timedelta(days=2))
        arrives("HRO le mois d’avant", at=clock.now() - timedelta(days=60))
        made = watch("Nom", "HRO")
        service.tell(made, {number}, actor=None)
        number = made.id
        db.session.commit()

    ines.post(f"/mentions/earlier/{number}", data={"days": "30"})
    again = ines.post(f"/mentions/earlier/{number}", data={"days": "30"})

    with app.app_context():
        assert [each.title for each in _mentions()] == ["HRO hier"]
        assert db.session.scalars(select(Alert)).all() == []
    assert again.location == f"/watch/{number}"
    assert ines.post(f"/mentions/earlier/{number}", data={"days": "7"}).status_code == 404


def test_while_a_watch_looks_back_nobody_waits_to_write(app, cast):
    ines = cast.browser("ines")
    with app.app_context():
        arrives("HRO hier")
        number = watch("Nom", "HRO").id
        db.session.commit()

    with asked_of(app) as said:
        ines.post(f"/mentions/earlier/{number}", data={"days": "30"})

    looked = next(at for at, each in enumerate(said) if "entry_texts" in each)
    begun = [each for each in said[:looked] if each.startswith("BEGIN")]
    assert begun[-1:] != ["BEGIN IMMEDIATE"]


def test_a_source_with_another_name_gives_it_to_what_it_brought(app, cast):
    ines = cast.browser("ines")
    with app.app_context():
        watch("Nom", "HRO")
        arrives("HRO hier", outlet="À la une")
        arrives("HRO demain", outlet="Nord Info")
        number = source("À la une").id
        db.session.commit()

    ines.post(f"/watch/sources/{number}/name", data={"title": "La Gazette"})

    with app.app_context():
        assert [each.outlet for each in _mentions()] == ["La Gazette", "Nord Info"]
        assert "gazette" in _mentions()[0].words
