"""What the tests of the watch stand on: a web of their own, which the operator allows."""

from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_network

import pytest

from comms.core.settings import Settings
from tests.peers.web import Web, serving


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Return settings that allow sources on this machine."""
    return replace(settings, allow_nets=(ip_network("127.0.0.0/8"),))


@pytest.fixture
def web() -> Iterator[Web]:
    """Return a web server of this machine."""
    with serving() as server:
        yield server
