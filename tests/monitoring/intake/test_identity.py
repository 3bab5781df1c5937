"""One article is one entry, whoever shows it and however it is named."""

import json

import pytest
from sqlalchemy import func, select

from comms.adapters.feeds import Item
from comms.core import clock
from comms.core.db import db
from comms.monitoring.intake import queries
from comms.monitoring.intake.models import Entry, EntryVersion, Sighting
from comms.monitoring.intake.service import seeing, storing
from comms.monitoring.intake.service.seeing import Kept
from tests.asked import asked_of
from tests.monitoring.said import source


def article(title: str | None = "Titre", **more: object) -> Item:
    said: dict[str, object] = {
        "title": title, "link": "https://exemple.org/a", "guid": "1", "authors": ["Ada"],
        "published": "2030-03-12T08:00:00Z", "updated": None, "summary": "<p>Un texte</p>",
        "content": "", "tags": [], "enclosures": [], "language": "fr", "date_trust": "stated",
    }  # fmt: skip
    return Item(**{**said, **more})  # type: ignore[arg-type]  # fields by name


def show(source_id: int, *items: Item) -> Kept:
    kept = storing.keep(seeing.look_at(items, source_id), clock.now())[source_id]
    db.session.commit()
    return kept


def count(kind: type) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


@pytest.fixture
def one(here) -> int:
    return source("https://un.example/rss")


@pytest.fixture
def other(here) -> int:
    return source("https://deux.example/rss")


def test_an_article_is_kept_as_it_says(one: int) -> None:
    show(one, article())

    entry = db.session.scalars(select(Entry)).one()
    assert (entry.title, entry.summary, entry.authors) == ("Titre", "<p>Un texte</p>", ["Ada"])
    assert (entry.published, entry.shown_at) == (entry.published, entry.published)
    assert (entry.source_id, entry.language, entry.date_trust) == (one, "fr", "stated")


def test_the_same_link_is_the_same_article_whatever_its_guid(one: int) -> None:
    show(one, article(guid="1"))
    kept = show(one, article(guid="2", link="http://www.exemple.org/a/?utm_source=rss#x"))

    assert (kept.new_ids, kept.changed_ids, count(Entry)) == ([], [], 1)


def test_two_sources_that_show_it_are_two_sightings_of_one(one: int, other: int) -> None:
    show(one, article())
    kept = show(other, article(title="Titre !"))

    assert (count(Entry), count(Sighting)) == (1, 2)
    assert (kept.new_ids, kept.changed_ids) == ([], [])


def test_items_that_share_a_guid_but_not_a_link_are_several(one: int) -> None:
    items = [article(guid="x", link=f"https://exemple.org/{n}") for n in range(3)]

    assert len(show(one, *items).new_ids) == 3


def test_without_a_link_source_and_guid_decide(one: int, other: int) -> None:
    show(one, article(link=None, guid="7"))

    assert show(one, article(link=None, guid="7")).new_ids == []
    assert len(show(one, article(link=None, guid="8")).new_ids) == 1
    assert len(show(other, article(link=None, guid="7")).new_ids) == 1


def test_without_a_guid_title_and_date_decide(one: int) -> None:
    show(one, article(link=None, guid=None))

    assert show(one, article(link=None, guid=None)).new_ids == []
    assert len(show(one, article("Autre", link=None, guid=None)).new_ids) == 1


def test_one_guid_on_every_item_names_none(one: int) -> None:
    items = [article(f"Titre {n}", link=None, guid="feed") for n in range(4)]

    assert len(show(one, *items).new_ids) == 4


def test_an_item_twice_in_a_document_is_one(one: int) -> None:
    assert len(show(one, article(), article()).new_ids) == 1


def test_later_numbers_are_of_later_articles(one: int) -> None:
    show(one, article("neuf", link="https://e.org/2"), article("vieux", link="https://e.org/1"))

    titles = db.session.scalars(select(Entry.title).order_by(Entry.id)).all()
    assert titles == ["vieux", "neuf"]


def test_a_changed_title_keeps_what_it_was(one: int) -> None:
    show(one, article("Expulsion violente"))
    kept = show(one, article("Opération de police"))
    show(one, article("Opération"))

    (entry_id,) = kept.changed_ids
    versions = [each.title for each in queries.versions_of(entry_id)]
    assert versions == ["Expulsion violente", "Opération de police"]
    assert db.session.get_one(Entry, entry_id).title == "Opération"


def test_a_changed_text_is_a_change_and_a_changed_form_is_none(one: int) -> None:
    show(one, article(summary="<p>Un  texte</p>"))

    assert show(one, article(summary="<div>Un texte</div>")).changed_ids == []
    assert show(one, article(summary="", content="<p>Un texte</p>")).changed_ids == []
    assert len(show(one, article(summary="<p>Un autre texte</p>")).changed_ids) == 1


def test_another_format_of_the_same_feed_changes_nothing(one: int) -> None:
    show(one, article(summary="<p>Court</p>", content="<p>Tout le texte</p>"))

    assert show(one, article(summary="<p>Court</p>", content="")).changed_ids == []
    assert count(EntryVersion) == 0


def test_sources_that_cut_an_article_in_two_ways_do_not_take_turns(one: int, other: int) -> None:
    for _ in range(3):
        show(one, article(summary="Long et entier"))
        show(other, article(summary="Long"))

    assert count(EntryVersion) == 0


@pytest.mark.anywhere
def test_a_stranger_s_feed_puts_no_words_into_the_mouth_of_a_newspaper(
    one: int, other: int
) -> None:
    paper, lie = source("https://www.exemple.org/rss"), {"title": "Ils avouent", "summary": "Faux"}
    show(paper, article())
    show(other, article())
    assert show(other, article(**lie)).changed_ids == []  # « other » is another site's

    show(other, article("Le nôtre", link="https://exemple.org/b", summary="Faux"))
    show(paper, article("Le vrai", link="https://exemple.org/b"))
    show(other, article(link="https://exemple.org/b", **lie))

    said = db.session.scalars(select(Entry).order_by(Entry.id)).all()
    assert [each.title for each in said] == ["Titre", "Le vrai"]
    assert {each.source_id for each in said} == {paper}


@pytest.mark.anywhere
def test_who_lists_a_newspaper_s_article_first_does_not_keep_it_from_us(
    one: int, other: int
) -> None:
    paper = source("https://feeds.journal.example/rss")  # its articles stand on another site
    show(one, article("Rien", summary="Pas un mot."))
    kept = show(paper, article("HRO : 98 opérations à Calais", summary="Le bilan de HRO est là."))
    again = show(paper, article("HRO : 98 opérations à Calais", summary="Le bilan de HRO est là."))
    cut = show(other, article("Rien", summary="Pas un"))
    later = show(paper, article("HRO : 98 opérations à Calais", summary="HRO l’a corrigé hier."))

    assert len(kept.new_ids) == 1
    assert (again.new_ids, cut.new_ids, count(Entry)) == ([], [], 2)
    assert later.changed_ids == kept.new_ids


@pytest.mark.anywhere
def test_many_articles_that_changed_are_read_and_written_together(here, one: int) -> None:
    asked = []
    for many in (2, 9):
        items = [article(link=f"https://exemple.org/{many}/{each}") for each in range(many)]
        show(one, *items)
        with asked_of(here) as said:
            kept = show(one, *(each._replace(title="Un autre titre") for each in items))
        assert len(kept.changed_ids) == many
        asked.append(len(said))

    assert asked[0] == asked[1]


@pytest.mark.anywhere
def test_where_sources_are_at_home_is_looked_up_once_a_transaction(
    here, one: int, other: int
) -> None:
    show(one, article())

    with asked_of(here) as said:
        show(other, article(), article(link="https://exemple.org/b"))

    assert sum("sources.url" in each for each in said) == 1


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("lies", "home"),
    [
        ("https://un.example/rss", "https://www.exemple.org/rss"),
        ("https://autre.over-blog.com/rss", "https://voix.over-blog.com/rss"),
        ("https://autre.vercel.app/rss", "https://voix.vercel.app/rss"),
    ],
)
def test_an_article_is_its_own_site_s_when_one_round_brings_a_lie_too(here, lies, home) -> None:
    link = home.replace("/rss", "/a")
    liar, paper = source(lies), source(home)
    lie, true = article("Ils avouent", link=link, summary="Faux"), article("HRO", link=link)

    storing.keep([*seeing.look_at([lie], liar), *seeing.look_at([true], paper)], clock.now())
    show(liar, article("Encore", link=link, summary="Faux"))

    assert [each.title for each in db.session.scalars(select(Entry))] == ["HRO"]


@pytest.mark.anywhere
def test_an_engine_that_brings_an_article_with_its_newspaper_does_not_take_it(here) -> None:
    paper = source("https://www.exemple.org/rss")
    engine = source("https://www.google.com/alerts/feeds/1/2")
    link = "https://www.exemple.org/a"
    true = article("HRO", link=link)
    cut = article("HRO...", link=f"https://www.google.com/url?url={link}&ct=ga", summary="Bout")

    storing.keep([*seeing.look_at([true], paper), *seeing.look_at([cut], engine)], clock.now())

    found = [(each.title, each.source_id) for each in db.session.scalars(select(Entry))]
    assert found == [("HRO", paper)]


@pytest.mark.anywhere
def test_a_host_of_many_by_paths_is_no_one_s_home(here) -> None:
    voice, other = source("https://medium.com/feed/@voix"), source("https://medium.com/feed/@autre")
    link = "https://medium.com/@voix/calais"
    show(voice, article("HRO", link=link))
    show(other, article("HRO", link=link))
    lie = show(other, article("Ils avouent", link=link, summary="Faux"))
    later = show(voice, article("HRO, corrigé", link=link))

    assert (lie.new_ids, lie.changed_ids, len(later.changed_ids)) == ([], [], 1)
    assert [each.title for each in db.session.scalars(select(Entry))] == ["HRO, corrigé"]


def test_an_article_that_was_removed_does_not_come_back(one: int) -> None:
    show(one, article())
    db.session.scalars(select(Entry)).one().removed_at = clock.now()
    db.session.commit()

    kept = show(one, article("Autre titre"))
    assert (kept.new_ids, kept.changed_ids, count(Entry)) == ([], [], 1)


def test_a_date_that_is_ahead_does_not_lead_the_list(one: int) -> None:
    show(one, article(published="2030-03-13T08:00:00Z"))

    assert db.session.scalars(select(Entry.shown_at)).one() == clock.now()


def test_fifty_polls_of_a_source_that_churns_give_the_exact_articles(one: int) -> None:
    forms = [
        "https://exemple.org/{}", "http://exemple.org/{}?utm_source=rss", "https://m.exemple.org/{}",
        "https://www.exemple.org/{}/amp", "https://exemple.org/{}#top",
    ]  # fmt: skip
    new = changed = 0
    for turn in range(50):
        items = [
            article(
                f"Titre {n}" if n else f"Titre {turn // 10}",
                link=forms[(turn + n) % 5].format(n),
                guid=f"{turn}-{n}",
                summary="Texte" if turn % 2 else "",
                content="" if turn % 2 else "<p>Texte</p>",
            )
            for n in range(8)
        ]
        kept = show(one, *items)
        new, changed = new + len(kept.new_ids), changed + len(kept.changed_ids)

    assert (new, changed, count(Entry)) == (8, 4, 8)
    titles = db.session.scalars(select(EntryVersion.title).order_by(EntryVersion.id)).all()
    assert titles == ["Titre 0", "Titre 1", "Titre 2", "Titre 3"]
    assert json.dumps(titles)


def test_a_language_nobody_declares_is_detected_and_kept_apart(one: int) -> None:
    text = "Selon l’association, deux cents personnes ont passé la nuit dehors, à Calais."
    show(one, article(language=None, summary=f"<p>{text}</p>"))
    show(one, article(language="en", link="https://exemple.org/b", summary=text))

    entries = db.session.scalars(select(Entry).order_by(Entry.id)).all()
    assert [(each.language, each.detected) for each in entries] == [(None, "fr"), ("en", None)]
