"""The engine and a slow second reading agree, spans included; `agreement` compares far more."""

import random

from tests.core.query import invent
from tests.core.query.agreement import compare, read_both


def test_both_readings_find_the_same_places():
    assert compare(documents=300, queries=50, seed=2) > 100


def test_both_readings_refuse_the_same_queries():
    chance = random.Random(7)

    read = [read_both(invent.soup(chance))[0] for _ in range(4000)]

    assert 100 < sum(each is not None for each in read) < 3000
