"""Calls of libraries are looked at where they really go, and cut when their time is up."""

from http.client import HTTPException
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from comms.adapters.holding import held
from tests.peers.web import serving

pytestmark = pytest.mark.anywhere


def refuse(host: str, port: int) -> None:
    raise ConnectionRefusedError(f"{host} is ours")


def test_a_connection_is_looked_at_whatever_name_led_there() -> None:
    with serving() as web:
        web.page("/", "bonjour")
        with held(5, refuse), pytest.raises(URLError):
            urlopen(web.url(host="localhost"))
        with held(5):
            assert urlopen(web.url()).read() == b"bonjour"

    assert len(web.asked) == 1


def test_an_answer_that_comes_drop_by_drop_is_cut() -> None:
    with serving() as web, held(0.2):
        answer = urlopen(web.slow("/"))
        with pytest.raises((OSError, HTTPException)):
            answer.read()
