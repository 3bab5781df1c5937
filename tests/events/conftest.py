"""A press event, and the mail that leaves for it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from comms.core.settings import Settings, SmtpDoor
from tests.cast import Cast
from tests.events.steps import FORM
from tests.peers import Post, post
from tests.writing import named


@pytest.fixture
def box() -> Iterator[Post]:
    """Run a mail server."""
    with post() as box:
        yield box


@pytest.fixture
def settings(settings: Settings, box: Post) -> Settings:
    """Have the application send through that server."""
    door = SmtpDoor("127.0.0.1", box.port)
    return replace(settings, smtp=door, mail_from="Observatoire <presse@observatoire.example>")


@pytest.fixture
def event(app: Flask, cast: Cast) -> int:
    """Return a conference on Friday, planned by Inès, with a place nobody approved yet."""
    named(app)
    form = {**FORM, "owner": str(cast.actor("ines").id)}
    answer = cast.browser("ines").post("/events/new", data=form)
    assert answer.status_code == 303, answer.text
    return int(answer.location.rpartition("/")[2])
