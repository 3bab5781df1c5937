"""Who is called by name is there, and takes what it is told."""

import re
from inspect import get_annotations
from pathlib import Path
from typing import get_args

import pytest

from comms import factory
from comms.core.joints import Joint, found
from tests.hearing import who_hears

WRITTEN = re.findall(r'Joint\("([^"]+)"\)', Path(factory.__file__).read_text("utf-8"))
WRITTEN += [f"comms.{sender}.queries:still_to_leave" for sender in ("publishing", "mailings")]
HEARD = [(room, *told) for room, heard in factory.HEARD.items() for told in heard.items()]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_name_leads_to_a_function(name: str) -> None:
    assert callable(found(name))


@pytest.mark.parametrize(("room", "kind", "verb"), HEARD)
def test_who_hears_takes_what_it_is_told(room: str, kind: type, verb: str) -> None:
    takes = next(iter(get_annotations(found(f"comms.{room}:{verb}"), eval_str=True).values()))

    assert kind in (get_args(takes) or (takes,))


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("room", "kind", "verb"), HEARD)
def test_the_application_has_it_hear_once(room: str, kind: type, verb: str) -> None:
    assert who_hears(kind).count(Joint(f"comms.{room}:{verb}")) == 1


def test_a_joint_gives_back_what_its_function_gives() -> None:
    assert Joint("comms.core.text:fold")("Élodie") == "elodie"
    assert Joint("json:dumps")("é", ensure_ascii=False) == '"é"'


def test_a_name_that_leads_nowhere_says_so() -> None:
    with pytest.raises(AttributeError, match="nowhere"):
        Joint("comms.core.text:nowhere")()
