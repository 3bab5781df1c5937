"""A server of feeds on this machine; what it serves may change while it runs."""

import hashlib
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Page:
    """What stands at one address."""

    body: bytes
    kind: str = "application/rss+xml; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def tag(self) -> str:
        """Return the ETag."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass
class Newspapers:
    """Pages by path, and how often each was asked for; `unchanged` counts answers 304."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    port: int = 0

    def at(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def print_feed(self, path: str, title: str, items: Iterable[str]) -> str:
        """Put an RSS feed at a path; return its address."""
        self.pages[path] = Page(rss(title, self.at("/"), items))
        return self.at(path)


def item(title: str, link: str, text: str, published: str) -> str:
    """Return one item of an RSS feed; `published` as RFC 822 writes instants."""
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<guid isPermaLink='true'>{escape(link)}</guid><pubDate>{published}</pubDate>"
        f"<description>{escape(text)}</description></item>"
    )


def rss(title: str, link: str, items: Iterable[str]) -> bytes:
    """Return an RSS 2.0 document."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>{escape(link)}</link><language>fr</language>"
        f"<description>{escape(title)}</description>{''.join(items)}</channel></rss>"
    ).encode()


class _Answers(BaseHTTPRequestHandler):
    papers: ClassVar[Newspapers]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.papers.asked[self.path] += 1
        page = self.papers.pages.get(self.path)
        if page is None:
            self._say(404, b"", ())
        elif self.headers.get("If-None-Match") == page.tag:
            self.papers.unchanged += 1
            self._say(304, b"", (("ETag", page.tag),))
        else:
            head = (("Content-Type", page.kind), ("ETag", page.tag), *page.headers)
            self._say(page.status, page.body, head)

    def _say(self, status: int, body: bytes, headers: Iterable[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def newspapers(port: int = 0) -> Iterator[Newspapers]:
    """Run a server of feeds on a free port while the block lasts."""
    papers = Newspapers()
    kind = type("Answers", (_Answers,), {"papers": papers})
    server = ThreadingHTTPServer(("127.0.0.1", port), kind)
    server.daemon_threads = True
    papers.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield papers
    finally:
        server.shutdown()
        server.server_close()
