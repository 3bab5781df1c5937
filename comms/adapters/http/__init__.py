"""The web, as we ask it: one policy of where we go, how long we wait and how much we take.

The library that asks is loaded when something is asked for, so that commands start at once.
"""

from collections.abc import Mapping
from importlib import import_module

from comms.adapters.http.addresses import Policy, read_address
from comms.adapters.http.trouble import HttpTrouble, Trouble
from comms.adapters.http.values import Answer

__all__ = ["Answer", "HttpTrouble", "Policy", "Trouble", "fetch", "read_address"]


def fetch(url: str, policy: Policy, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask for one address and wait for it; for a person who waits too.

    Raises:
        HttpTrouble: nothing usable came; see `Trouble`.
    """
    answer = import_module("comms.adapters.http.fetching").fetch(url, policy, headers)
    assert isinstance(answer, Answer)
    return answer
