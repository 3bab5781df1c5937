"""The main job, from the printed link to the alert, in a real browser against the running house."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import chapters as story
from tests.journeys.rehearsal import Rehearsal
from tests.peers import Post, Running
from tests.peers.web import Web, serving

pytestmark = [pytest.mark.peer, pytest.mark.slow]
MONDAY = datetime(2030, 3, 11, 9, 0, tzinfo=UTC)  # 10 h in Calais
MORNING = MONDAY + timedelta(days=1)
EMBARGO, NOON = MORNING + timedelta(minutes=90), MORNING + timedelta(minutes=150)


@pytest.fixture
def house(running: Callable[..., Running]) -> Rehearsal:
    """Start a house in which nobody is yet."""
    house = Rehearsal(running(), MONDAY)
    house.start()
    return house


@pytest.fixture
def papers() -> Iterator[Web]:
    """Run the newspapers."""
    with serving() as papers:
        yield papers


def test_the_main_job_from_the_printed_link_to_the_alert(
    house: Rehearsal, chromium: Browser, box: Post, papers: Web, tmp_path: Path
) -> None:
    nadia = story.set_up(house, chromium)
    ines = story.invite(nadia, "ines@observatoire.example", "Inès", "author")
    lea = story.invite(nadia, "lea@observatoire.example", "Léa", "approver", "staff")
    anne = story.invite(nadia, "anne@observatoire.example", "Anne", "approver", "board")
    for each in (ines, lea, anne):
        story.join(each, box, with_telephone=each is not ines)
    house.wait_until(MORNING)
    for each in (nadia, ines, lea, anne):
        story.come_back(each)
    story.name_the_association(nadia)
    story.name_channels(nadia)
    story.import_contacts(ines, tmp_path)
    story.find(ines)

    release, post = story.write_release(ines), story.write_post(ines)
    for each in (release, post):
        story.is_refused(ines, each)
    story.approve(lea, release, "Il manque la validation d’une personne du CA")
    story.approve(anne, release, "Les mails partent à l’heure prévue")
    story.approve(lea, post, "se publie à la main")

    house.wait_until(EMBARGO)
    story.sent_under_embargo(house, box)
    house.wait_until(NOON)
    story.sent_to_all(house, box)
    story.come_back(ines)
    story.publish_by_hand(ines)

    story.follow_sources(ines, tmp_path, papers)
    story.watch(ines)
    story.caught(ines, house, papers, box)
    story.told_once(ines, house, papers, box)
    story.come_back(lea)
    story.review_the_press(lea, box)

    assert [each.troubles for each in (nadia, ines, lea, anne)] == [[], [], [], []]
