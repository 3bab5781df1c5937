"""A file of 5,000 rows as press offices keep them needs no setting, and joins nobody wrongly."""

import pytest
from flask import Flask

from comms.contacts import service
from comms.contacts.rules.weighing import Outcome, Weighed
from comms.contacts.service import importing
from comms.core.register import Register
from tests.contacts.messy import Maker, Messy


def whom(weighed: Weighed, truth: list[int]) -> int:
    """Return who a row was joined to, or taken for."""
    assert weighed.face is not None
    return truth[(weighed.face.row or 0) - 1]


def judged(file: Messy) -> list[Weighed]:
    for address in file.objectors:
        service.object_address(address, actor=None)
    return importing.weighed_rows(service.understand(file.data), Register())


@pytest.mark.parametrize("seed", [1, 2])
def test_it_joins_the_same_people_and_asks_about_the_rest(here: Flask, seed: int) -> None:
    file = Maker(seed).file(rows=1200, copies=220, relatives=40)

    rows = judged(file)

    assert len(rows) == len(file.truth)
    joined = [w for w in rows if w.outcome is Outcome.UPDATED]
    right = [w for w in joined if whom(w, file.truth) == file.truth[w.draft.number - 1]]
    assert len(right) / len(joined) >= 0.98
    met: set[int] = set()
    copies, found = 0, 0
    for w in rows:
        who = file.truth[w.draft.number - 1]
        if w.outcome is not Outcome.REJECTED and who in met:
            copies += 1
            known = w.outcome in (Outcome.UPDATED, Outcome.SUGGESTED)
            found += known and whom(w, file.truth) == who
        met |= {who} if w.outcome is not Outcome.REJECTED else set()
    assert found / copies >= 0.95


def test_no_relative_of_the_same_name_is_joined(here: Flask) -> None:
    file = Maker(3).file(rows=600, copies=0, relatives=40)

    rows = judged(file)

    merged = [w for w in rows if w.outcome is Outcome.UPDATED]
    assert merged == []


def test_who_objected_is_refused_for_that_reason(here: Flask) -> None:
    file = Maker(4).file(rows=600, copies=100, relatives=10)

    refused = [w for w in judged(file) if w.outcome is Outcome.REJECTED]

    assert {w.reason.value for w in refused if w.reason} == {"row.objected"}
    assert len({file.truth[w.draft.number - 1] for w in refused}) == 15
