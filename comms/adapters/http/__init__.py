"""The web, as we ask it: one policy of where we go, how long we wait and how much we take."""

from comms.adapters.http.addresses import Policy, read_address
from comms.adapters.http.fetching import Answer, Client, fetch
from comms.adapters.http.trouble import HttpTrouble, Trouble

__all__ = ["Answer", "Client", "HttpTrouble", "Policy", "Trouble", "fetch", "read_address"]
