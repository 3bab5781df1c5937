"""Tells a place outside (a telephone, a chat room, a hook of one's own) what a mail would say.

Apprise knows the networks, and says only whether all went well. What did not even answer a call
was not told, and is tried again; any other « no » may have been read there, and asks a person.
"""

import logging
import re
import socket
from contextlib import closing
from dataclasses import dataclass

from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType, URLBase

from comms.adapters.holding import held
from comms.adapters.http import HttpTrouble, Policy, Trouble
from comms.adapters.mail import MailTrouble, Message

SECONDS = 5.0  # to be called
IN_ALL = 30.0  # for all that is asked of a place: one that answers drop by drop is no better
LONGEST = 2000  # characters of an address
_HOSTS = {  # whose servers are always the same
    "discord": "discord.com",
    "slack": "hooks.slack.com",
    "tgram": "api.telegram.org",
}
_OWN = frozenset(  # whose server stands in the address; each with an « s » by https
    {"gotify", "json", "matrix", "mmost", "nctalk", "ntfy", "rocket", "signal"}
)
# What Apprise would do besides telling: read a file or another address (a template), sleep, wait
# for long, keep things on the disk, take a « no » for a « yes ».
_NOT_OURS = frozenset({"template", "wait", "retry", "cto", "rto", "store", "optional"})
# What rings everybody in a chat room, or puts a link under other words: a title may hold it.
_CALLS = re.compile(r"(@(?=everyone|here|all|channel)|<(?=[@!#])|](?=\())", re.IGNORECASE)
_APART = "\u200b"  # seen by nobody
logging.getLogger("apprise").disabled = True  # it names machines and keys; we count
_ASSET = AppriseAsset(app_id="Porte-voix", app_desc="", async_mode=False, secure_logging=True)


@dataclass(frozen=True)
class Place:
    """Where an address leads: `name` may be shown, for it holds no key."""

    network: str
    host: str
    port: int

    @property
    def name(self) -> str:
        """Return the network and the machine."""
        return f"{self.network} · {self.host}"


def read(written: str) -> Place:
    """Read an address as Apprise writes it, « ntfys://ntfy.exemple.org/sujet ».

    Raises:
        HttpTrouble: `ADDRESS_WRONG`, also for a network we do not know to be safe.
    """
    scheme = written.partition("://")[0].casefold()
    network = scheme if scheme in _OWN or scheme in _HOSTS else scheme.removesuffix("s")
    found = _opened(written) if len(written) <= LONGEST else None
    if found is None or _asks_more(found, written) or network not in {*_OWN, *_HOSTS}:
        raise HttpTrouble(Trouble.ADDRESS_WRONG)
    if network in _HOSTS:
        return Place(network, _HOSTS[network], 443)
    if not found.host:
        raise HttpTrouble(Trouble.ADDRESS_WRONG)
    return Place(network, str(found.host), int(found.port or (443 if found.secure else 80)))


def _asks_more(found: URLBase, written: str) -> bool:
    """Say whether an address, as its own network reads it, asks for more than to be told."""
    said = found.parse_url(written) or {}  # type: ignore[no-untyped-call]  # as `_opened`
    asked = said.get("qsd") or {}
    return not _NOT_OURS.isdisjoint(map(str.lower, asked))


def _opened(written: str):  # type: ignore[no-untyped-def]  # Apprise's own kinds say nothing
    return Apprise.instantiate(written, asset=_ASSET, suppress_exceptions=True)


class Herald:
    """Tells places; `message.to` is the address of one, as Apprise writes it."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def carry(self, message: Message) -> None:
        """Tell a place; returns when it has said yes.

        Raises:
            MailTrouble: it could not be called (`was_refused`), or said something else than yes.
        """
        self._call(message.to)
        place = _opened(message.to)
        place.redirects = False  # where another address leads, we did not look
        place.overflow_mode = "truncate"  # one message, however small a network's are
        crier = Apprise(asset=_ASSET)
        crier.add(place)
        with held(IN_ALL, self._look):  # a name may lead elsewhere now than when we called
            said = crier.notify(
                body=_CALLS.sub(rf"\1{_APART}", message.text),
                title=_CALLS.sub(rf"\1{_APART}", message.subject),
                notify_type=NotifyType.INFO,
                body_format=NotifyFormat.TEXT,
            )
        if not said:
            raise MailTrouble("no yes", None, was_refused=False, may_retry=False)

    def _look(self, host: str, port: int) -> None:
        try:
            self._policy.check_place(host, port)
        except HttpTrouble as trouble:
            raise ConnectionRefusedError(str(trouble.trouble)) from trouble

    def _call(self, written: str) -> None:
        """Look whether a place answers, and whether we go there at all."""
        try:
            place = read(written)
            found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
            for *_, where in found:
                self._policy.check_place(str(where[0]), place.port)
            with closing(socket.create_connection((place.host, place.port), SECONDS)):
                return
        except HttpTrouble as trouble:
            raise MailTrouble(
                str(trouble.trouble), None, was_refused=True, may_retry=False
            ) from trouble
        except (OSError, UnicodeError) as error:  # the latter: a name no name server is asked for
            raise MailTrouble("no answer", None, was_refused=True, may_retry=True) from error
