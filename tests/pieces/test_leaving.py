"""What leaves, exactly: the hash of an approval covers it, hour by hour and list by list."""

from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum

import pytest

from comms.core.hours import Hour
from comms.core.html import clean
from comms.pieces.rules.approval import Obstacle
from comms.pieces.rules.kinds import Kind, kind_of, know, obstacles_to_asking
from comms.pieces.rules.leaving import (
    CHANNELS,
    EMBARGO,
    MAIN,
    Content,
    Plan,
    Sending,
    hash_of,
    instants,
)
from comms.pieces.rules.letters import Kit, Letter

PARIS = "Europe/Paris"
AT = Hour("2030-11-25T10:00", PARIS)
EARLY = Hour("2030-11-25T06:00", PARIS)
PLAN = Plan(AT, (3, 1), (Sending(MAIN, (7, 5), None), Sending(EMBARGO, (9,), EARLY)))
CONTENT = Content({"title": "Calais", "body": "Une nuit de plus."}, PLAN)


class Missing(StrEnum):
    TITLE = "test.no_title"


def _kind() -> Kind:
    return Kind(
        name="letter",
        endpoint="letters.write",
        title=lambda words: str(words["title"]),
        obstacles=lambda content: [] if content.words["title"] else [Missing.TITLE],
        show=lambda content: clean(str(content.words["title"])),
        kit=lambda content, network: Kit(str(content.words["body"]), "fr"),
    )


def _with(**changes: object) -> Content:
    return Content(CONTENT.words, replace(PLAN, **changes))


def _hash(content: Content) -> str:
    return hash_of("release", content)


def test_the_hash_is_64_hexadecimal_characters_and_always_the_same() -> None:
    found = _hash(CONTENT)

    assert len(found) == 64
    assert set(found) <= set("0123456789abcdef")
    assert found == _hash(Content.of(CONTENT.plain()))


def test_the_order_of_fields_channels_and_lists_changes_nothing() -> None:
    words = dict(reversed(CONTENT.words.items()))
    sendings = (Sending(EMBARGO, (9,), EARLY), Sending(MAIN, (5, 7), None))
    same = Content(words, Plan(AT, (1, 3), sendings))

    assert _hash(same) == _hash(CONTENT)


@pytest.mark.parametrize(
    "words",
    [
        {"title": "Calais", "body": "Une nuit de plus"},
        {"title": "Calais", "body": "Une nuit de plus. "},
        {"title": "calais", "body": "Une nuit de plus."},
        {"title": "Calais", "body": "Une nuit de plus.", "overline": ""},
        {"title": "Calais"},
    ],
)
def test_a_changed_comma_space_or_field_changes_the_hash(words: dict[str, str]) -> None:
    assert _hash(Content(words, PLAN)) != _hash(CONTENT)


@pytest.mark.parametrize(
    "other",
    [
        _with(channels=(1,)),
        _with(channels=(1, 2, 3)),
        _with(sendings=PLAN.sendings[:1]),
        _with(sendings=(Sending(MAIN, (5,), None), PLAN.sendings[1])),
        _with(sendings=(PLAN.sendings[0], Sending(EMBARGO, (9, 11), EARLY))),
        _with(at=None),
    ],
)
def test_another_channel_list_or_sending_changes_the_hash(other: Content) -> None:
    assert _hash(other) != _hash(CONTENT)


def test_another_kind_changes_the_hash() -> None:
    assert hash_of("post", CONTENT) != hash_of("release", CONTENT)


@pytest.mark.parametrize("wall", ["2030-11-25T10:05", "2030-11-25T23:59", "2030-11-25T07:00"])
def test_another_hour_of_the_same_day_keeps_the_hash(wall: str) -> None:
    assert _hash(_with(at=Hour(wall, PARIS))) == _hash(CONTENT)


def test_another_day_changes_the_hash() -> None:
    next_day = _with(at=Hour("2030-11-26T10:00", PARIS))
    embargo = Sending(EMBARGO, (9,), Hour("2030-11-24T06:00", PARIS))

    assert _hash(next_day) != _hash(CONTENT)
    assert _hash(_with(sendings=(PLAN.sendings[0], embargo))) != _hash(CONTENT)


def test_another_zone_changes_the_hash() -> None:
    assert _hash(_with(at=Hour(AT.wall, "Europe/London"))) != _hash(CONTENT)


def test_letters_of_any_script_are_hashed_as_they_are() -> None:
    arabic = Content({"title": "كاليه"}, PLAN)

    assert _hash(arabic) == _hash(Content.of(arabic.plain()))
    assert _hash(arabic) != _hash(Content({"title": "كالية"}, PLAN))


def test_a_content_comes_back_as_it_was_kept() -> None:
    kept = CONTENT.plain()

    assert Content.of(kept).plain() == kept
    assert kept["plan"]["channels"] == [1, 3]
    assert [each["key"] for each in kept["plan"]["sendings"]] == [EMBARGO, MAIN]
    assert kept["plan"]["at"] == {"wall": "2030-11-25T10:00", "zone": PARIS, "fold": 0}


def test_an_empty_plan_comes_back_empty() -> None:
    assert Plan.of({}) == Plan()
    assert Plan.of(Plan().plain()) == Plan()


def test_a_sending_without_an_hour_leaves_with_the_piece() -> None:
    assert PLAN.hours() == {MAIN: AT, EMBARGO: EARLY, CHANNELS: AT}
    assert Plan(AT, (1,)).hours() == {CHANNELS: AT}
    assert Plan(None, (), (Sending(MAIN, (5,), None),)).hours() == {}


def test_instants_are_in_utc() -> None:
    assert instants(CONTENT) == {
        MAIN: datetime(2030, 11, 25, 9, 0, tzinfo=UTC),
        EMBARGO: datetime(2030, 11, 25, 5, 0, tzinfo=UTC),
        CHANNELS: datetime(2030, 11, 25, 9, 0, tzinfo=UTC),
    }


def test_a_plan_is_empty_without_a_channel_and_without_a_list() -> None:
    assert Plan(AT).is_empty
    assert Plan(AT, (), (Sending(MAIN, (), None),)).is_empty
    assert not Plan(AT, (1,)).is_empty
    assert not Plan(AT, (), (Sending(MAIN, (5,), None),)).is_empty


def test_a_kind_is_found_again_by_its_name() -> None:
    kind = _kind()

    know(kind)

    assert kind_of("letter") is kind


def test_a_whole_piece_lacks_nothing_before_others_are_asked() -> None:
    assert obstacles_to_asking(_kind(), CONTENT) == []


def test_a_piece_says_all_it_lacks_at_once() -> None:
    bare = Content({"title": ""}, Plan())

    found = obstacles_to_asking(_kind(), bare)

    assert found == [Missing.TITLE, Obstacle.NO_CHANNEL, Obstacle.NO_HOUR]
    by_mail = replace(_kind(), letter=lambda _content, _key: Letter("", "", clean(""), "fr"))
    assert Obstacle.NOWHERE_TO_GO in obstacles_to_asking(by_mail, bare)


@pytest.mark.parametrize("at", [AT, Hour("2030-11-25T11:00", PARIS), None])
def test_what_leaves_under_embargo_leaves_before_the_rest(at: Hour | None) -> None:
    sendings = (PLAN.sendings[0], Sending(EMBARGO, (9,), at))

    found = obstacles_to_asking(_kind(), _with(sendings=sendings))

    assert found == [Obstacle.EMBARGO_AFTER]


def test_the_embargo_is_compared_across_zones() -> None:
    at_nine_in_london = Sending(EMBARGO, (9,), Hour("2030-11-25T09:00", "Europe/London"))

    found = obstacles_to_asking(_kind(), _with(sendings=(at_nine_in_london,)))

    assert found == [Obstacle.EMBARGO_AFTER]
