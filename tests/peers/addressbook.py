"""Radicale, a real address book server, on a port of its own."""

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.waiting import answers_on, free_port, wait_for

BOOK = (
    '<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop>'
    "<resourcetype><collection/><C:addressbook/></resourcetype></prop></set></mkcol>"
)


class AddressBook:
    """One address book of one user."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/presse/carnet/"

    def open(self) -> None:
        """Make the book."""
        self._ask("MKCOL", self.url, BOOK.encode())

    def put(self, number: int, card: bytes) -> None:
        """Put one card in."""
        self._ask("PUT", f"{self.url}{number}.vcf", card)

    def whole(self) -> bytes:
        """Return the whole book as the server writes it."""
        return self._ask("GET", self.url)

    def _ask(self, method: str, url: str, body: bytes | None = None) -> bytes:
        kind = "text/vcard" if method == "PUT" else "application/xml"
        asked = urllib.request.Request(url, body, {"Content-Type": kind}, method=method)
        asked.add_header("Authorization", "Basic cHJlc3NlOng=")  # presse:x, any user is let in
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return bytes(answer.read())


@contextmanager
def address_book(folder: Path) -> Iterator[AddressBook]:
    """Start a server on this machine alone; stop it at the end."""
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "radicale", "--server-hosts", f"127.0.0.1:{port}"),
            *("--storage-filesystem-folder", str(folder), "--auth-type", "none"),
            *("--config", "", "--logging-level", "error"),
        ]
    )
    try:
        wait_for(lambda: answers_on(port), 20, "radicale")
        book = AddressBook(port)
        book.open()
        yield book
    finally:
        process.terminate()
        process.wait(timeout=10)
