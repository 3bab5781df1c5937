"""When two texts are one: whatever newsrooms do with a dispatch, and what only quotes it."""

from datetime import timedelta
from random import Random

import pytest

from comms.monitoring.stories.rules import group, is_copy, is_of, sketch
from tests.monitoring.stories.wire import KINDS, NOON, Wire, score

WIRE = Wire(7)
DISPATCH = WIRE.sentences(220)
TEXT = " ".join(DISPATCH)


def _is_copy(one, other, *, outlets=("A", "B"), apart=timedelta(0)):
    first, second = sketch(one, outlets[0], NOON), sketch(other, outlets[1], NOON + apart)
    assert is_copy(first, second) == is_copy(second, first)
    return is_copy(first, second)


@pytest.mark.parametrize("kind", KINDS)
def test_what_newsrooms_make_of_a_dispatch_is_a_copy(kind):
    assert _is_copy(TEXT, " ".join(KINDS[kind](WIRE, DISPATCH)))


def test_a_text_that_only_quotes_is_its_own_story():
    own = WIRE.sentences(120)

    assert not _is_copy(TEXT, " ".join([*own[:2], f"« {DISPATCH[3]} »", *own[2:]]))


def test_another_text_and_an_empty_one_are_no_copies():
    assert not _is_copy(TEXT, " ".join(WIRE.sentences(220)))
    assert not _is_copy(TEXT, "")
    assert not _is_copy("", "")


def test_a_few_words_are_nobodys_copy_even_word_for_word():
    assert not _is_copy("Abonnez-vous pour lire la suite.", "Abonnez-vous pour lire la suite.")


def test_a_short_text_is_a_copy_when_nearly_all_of_it_is_elsewhere():
    short = " ".join(TEXT.split()[:25])

    assert _is_copy(TEXT, short)
    assert not _is_copy(TEXT, short, outlets=("A", "A"))
    assert not _is_copy(TEXT, f"{short} {' '.join(WIRE.sentences(12))}")


def test_a_house_gives_one_short_article_two_addresses_and_opens_several_alike():
    short = " ".join(TEXT.split()[:25])
    first = sketch(short, "A", NOON, "Calais : une nuit de plus dehors")

    assert is_copy(first, sketch(short, "A", NOON, "CALAIS : une nuit de plus dehors"))
    assert not is_copy(first, sketch(short, "A", NOON, "Dunkerque : la digue cède"))
    assert not is_copy(sketch(short, "A", NOON), sketch(short, "A", NOON))


def test_one_house_puts_the_same_head_and_foot_around_all_it_says():
    head, foot = " ".join(WIRE.sentences(150)), " ".join(WIRE.sentences(150))
    one, other = (" ".join(WIRE.sentences(120)) for _ in range(2))

    assert not _is_copy(f"{head} {one} {foot}", f"{head} {other} {foot}", outlets=("A", "A"))
    assert _is_copy(f"{head} {one} {foot}", f"{head} {one} {foot}", outlets=("A", "A"))


def test_copies_come_up_to_120_hours_apart():
    assert _is_copy(TEXT, TEXT, apart=timedelta(hours=120))
    assert not _is_copy(TEXT, TEXT, apart=timedelta(hours=120, seconds=1))


def test_a_text_is_of_another_as_long_as_no_word_of_it_is_changed_and_little_is_added():
    words, comment = TEXT.split(), " ".join(WIRE.sentences(40))
    changed = " ".join([*words[:30], "1226", *words[31:]])

    def is_ours(text: str) -> bool:
        return is_of(sketch(text), sketch(TEXT))

    assert is_ours(f"Communiqué reçu ce jour. {TEXT} Contact presse.")
    assert is_ours(" ".join([*words[:80], *words[140:]]))
    assert not is_ours(changed)
    assert not is_ours(f"{TEXT} {comment}")
    assert not is_ours(" ".join([*words[:80], comment, *words[80:]]))


def test_tags_accents_and_case_make_no_difference():
    assert _is_copy(TEXT, f"<p>{TEXT.upper().replace(' ', ' <b></b>')}</p>")


def test_a_later_copy_joins_what_it_links():
    first, second = " ".join(DISPATCH[:5]), " ".join(DISPATCH[-5:])
    sketches = [sketch(each, str(number)) for number, each in enumerate((first, second, TEXT))]

    assert group(sketches[:2]) == [[0], [1]]
    assert group(sketches) == [[0, 1, 2]]


@pytest.mark.parametrize("seed", [1, 2])
def test_generated_wire_copies_find_their_story_in_any_order(seed):
    copies = Wire(seed).stories(40)

    def stories(some):
        found = group([sketch(each.text, each.outlet, each.published) for each in some])
        return {frozenset(some[place].id for place in places) for places in found}

    once = stories(copies)
    precision, recall = score(copies, once)
    assert precision >= 0.99
    assert recall >= 0.97
    chance = Random(seed)
    for _ in range(20):
        chance.shuffle(copies)
        assert stories(copies) == once
