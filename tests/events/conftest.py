"""A press event, and the mail that leaves for it."""

import pytest
from flask import Flask

from comms.core.settings import Settings
from tests.cast import Cast
from tests.conftest import posted
from tests.events.steps import FORM
from tests.peers import Post
from tests.writing import named


@pytest.fixture
def settings(settings: Settings, box: Post) -> Settings:
    """Have the application send through the mail server."""
    return posted(settings, box)


@pytest.fixture
def event(app: Flask, cast: Cast) -> int:
    """Return a conference on Friday, planned by Inès, with a place nobody approved yet."""
    named(app)
    form = {**FORM, "owner": str(cast.actor("ines").id)}
    answer = cast.browser("ines").post("/events/new", data=form)
    assert answer.status_code == 303, answer.text
    return int(answer.location.rpartition("/")[2])
