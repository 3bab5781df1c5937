"""The one family of errors of the web; each says whether trying again may help."""

from enum import StrEnum


class Trouble(StrEnum):
    """Why nothing came."""

    ADDRESS_WRONG = "http.address_wrong"  # not http(s), unreadable, a name or password in it
    ADDRESS_PRIVATE = "http.address_private"  # leads into this machine or its network
    NO_SUCH_HOST = "http.no_such_host"
    NAMES_SILENT = "http.names_silent"  # the servers of names do not answer just now
    NOT_CONNECTED = "http.not_connected"
    CERTIFICATE = "http.certificate"
    TOO_SLOW = "http.too_slow"
    TOO_BIG = "http.too_big"
    TOO_MANY_REDIRECTS = "http.too_many_redirects"
    BROKEN = "http.broken"  # cut short, or not the protocol


NEVER = frozenset({Trouble.ADDRESS_WRONG, Trouble.ADDRESS_PRIVATE})


class HttpTrouble(Exception):
    """A request that brought nothing."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble

    @property
    def may_retry(self) -> bool:
        """Say whether trying again later may help without a person changing the address."""
        return self.trouble not in NEVER
