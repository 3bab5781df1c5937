"""What comes from the web, and everything that must not: each trap on a real server."""

import asyncio
import gzip
import socket
import zlib
from collections.abc import Iterator
from ipaddress import ip_network

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from comms.adapters.http import HttpTrouble, Policy, Trouble, fetch
from comms.adapters.http.fetching import Client
from tests.peers.web import Web, serving

OWN = Policy(allowed=(ip_network("127.0.0.0/8"),), seconds=5.0)
STRICT = Policy(seconds=5.0)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server


def trouble_of(url: str, policy: Policy = OWN, resolver: AbstractResolver | None = None) -> Trouble:
    async def once() -> None:
        async with Client(policy, resolver) as client:
            await client.get(url)

    with pytest.raises(HttpTrouble) as caught:
        asyncio.run(once())
    return caught.value.trouble


class Names(AbstractResolver):
    """A server of names that answers another address each time it is asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        place = self.answers.pop(0)
        kind = socket.AF_INET6 if ":" in place else socket.AF_INET
        return [ResolveResult(hostname=host, host=place, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        pass


def test_a_page_comes_with_its_headers(web: Web) -> None:
    url = web.page("/feed", "<rss/>", ETag='"a"', Content_Type="text/xml")

    answer = fetch(url, OWN)

    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"<rss/>", '"a"')


def test_a_request_says_what_we_are_and_nothing_of_who(web: Web) -> None:
    web.redirect("/a", "/b")
    web.page("/b", "x", Set_Cookie="who=me")

    fetch(web.url("/a"), OWN)
    asked = web.asked[-1].headers

    assert "Porte-voix" in asked["user-agent"]
    assert not {"cookie", "referer", "from", "authorization"} & set(asked)


@pytest.mark.parametrize(
    "pack", [gzip.compress, zlib.compress, lambda body: zlib.compress(body)[2:-4]]
)
def test_packed_bodies_are_unpacked(web: Web, pack) -> None:
    packed = pack(b"<rss>" * 1000)
    coding = "gzip" if packed[:2] == b"\x1f\x8b" else "deflate"

    answer = fetch(web.page("/feed", packed, Content_Encoding=coding), OWN)

    assert answer.body == b"<rss>" * 1000


def test_a_packed_file_is_unpacked_too(web: Web) -> None:
    assert fetch(web.page("/map.xml.gz", gzip.compress(b"<urlset/>")), OWN).body == b"<urlset/>"


def test_a_place_on_this_machine_is_refused_unless_listed(web: Web) -> None:
    url = web.page("/feed", "<rss/>")

    assert trouble_of(url, STRICT) is Trouble.ADDRESS_PRIVATE
    assert web.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "0.0.0.0",
        "0", "[::]", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]",
        "[::127.0.0.1]", "127.0.0.1.", "１２７.０.０.１", "127。0。0。1",
    ],
)  # fmt: skip
def test_this_machine_is_refused_however_written(web: Web, host: str) -> None:
    web.page("/feed", "<rss/>")

    found = trouble_of(web.url("/feed", host), STRICT)

    assert found in {Trouble.ADDRESS_PRIVATE, Trouble.ADDRESS_WRONG, Trouble.NO_SUCH_HOST}
    assert web.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8",
        "192.88.99.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "192.0.2.1", "203.0.113.7",
        "[fe80::1]", "[fc00::1]", "[ff02::1]", "[2001:db8::1]", "[2002:7f00:1::]",
        "[2001:0:7f00:1::]", "[fec0::1]", "[::ffff:10.0.0.1]", "[64:ff9b:1::1]", "[3fff::1]",
    ],
)  # fmt: skip
def test_no_network_but_the_public_one_is_asked(host: str) -> None:
    assert trouble_of(f"http://{host}/", STRICT) is Trouble.ADDRESS_PRIVATE


def test_a_redirect_to_this_machine_is_refused() -> None:
    policy = Policy(allowed=(ip_network("127.0.0.2/32"),), seconds=5.0)
    with serving() as inside, serving("127.0.0.2") as outside:
        inside.page("/secret", "secret")
        url = outside.redirect("/feed", inside.url("/secret"))

        assert trouble_of(url, policy) is Trouble.ADDRESS_PRIVATE
        assert inside.asked == []


def test_a_name_that_changes_its_mind_is_checked_at_each_connection(web: Web) -> None:
    names = Names("127.0.0.2", "127.0.0.1")
    policy = Policy(allowed=(ip_network("127.0.0.2/32"),), seconds=5.0)
    with serving("127.0.0.2") as outside:
        to = f"http://rebound.example:{web.port}/secret"
        outside.redirect("/feed", to)
        web.page("/secret", "secret")
        url = f"http://rebound.example:{outside.port}/feed"

        assert trouble_of(url, policy, names) is Trouble.ADDRESS_PRIVATE
        assert web.asked == []


def test_a_name_with_one_bad_address_among_good_ones_is_refused() -> None:
    class Both(Names):
        async def resolve(self, *words, **more) -> list[ResolveResult]:
            return [
                *await Names("93.184.216.34").resolve(*words),
                *await Names("10.0.0.1").resolve(*words),
            ]

    assert trouble_of("http://both.example/", STRICT, Both()) is Trouble.ADDRESS_PRIVATE


@pytest.mark.parametrize(
    "url",
    [
        "ftp://exemple.org/", "file:///etc/passwd", "gopher://exemple.org/", "javascript:1",
        "feed:https://exemple.org/", "//exemple.org/", "exemple.org", "http:///feed", "http://",
        "http://user@exemple.org/", "http://user:pass@exemple.org/", "http://@127.0.0.1@a.org/",
        "http://exemple.org\\@127.0.0.1/", "http://exemple.org /", "http://exemple.org:99999/",
        "http://exemple.org:0/", "http://[::1", "http://exemple.org/\r\nHost: a", "", "http://a\0b/",
        "http://exemple.org/\ufffe",
    ],
)  # fmt: skip
def test_an_address_that_hides_something_is_refused(url: str) -> None:
    assert trouble_of(url) is Trouble.ADDRESS_WRONG


@pytest.mark.parametrize(
    "to",
    ["file:///etc/passwd", "http://user:pass@127.0.0.1/", "http://a.org\\@127.0.0.1/", "data:,x"],
)
def test_a_redirect_is_read_as_strictly(web: Web, to: str) -> None:
    assert trouble_of(web.redirect("/feed", to)) is Trouble.ADDRESS_WRONG


def test_five_redirects_are_followed_and_no_more(web: Web) -> None:
    for hop in range(6):
        web.redirect(f"/{hop}", f"/{hop + 1}")
    web.page("/6", "end")

    assert fetch(web.url("/1"), OWN).body == b"end"
    assert trouble_of(web.url("/0")) is Trouble.TOO_MANY_REDIRECTS


def test_only_redirects_for_good_move_an_address(web: Web) -> None:
    web.redirect("/old", "/new", 301)
    web.redirect("/new", "/tonight", 302)
    web.redirect("/tonight", "/elsewhere", 308)
    web.page("/elsewhere", "x")

    assert fetch(web.url("/old"), OWN).moved_to == web.url("/new")
    assert fetch(web.url("/new"), OWN).moved_to is None


@pytest.mark.parametrize("habit", ["slow", "mute", "endless"])
def test_a_body_that_does_not_end_is_given_up(web: Web, habit: str) -> None:
    url = getattr(web, habit)("/feed")
    policy = Policy(allowed=OWN.allowed, seconds=0.5)

    assert trouble_of(url, policy) in {Trouble.TOO_SLOW, Trouble.TOO_BIG}


def test_a_body_is_never_larger_than_allowed_once_unpacked(web: Web) -> None:
    assert trouble_of(web.bomb("/bomb", 200)) is Trouble.TOO_BIG


def test_sixty_megabytes_are_refused_before_they_come(web: Web) -> None:
    url = web.page("/feed", b" " * (60 * 1024 * 1024))

    assert trouble_of(url) is Trouble.TOO_BIG


def test_a_bomb_inside_a_packed_file_stays_small(web: Web) -> None:
    inner = gzip.compress(b"\0" * (100 * 1024 * 1024))

    assert trouble_of(web.page("/feed", inner)) is Trouble.TOO_BIG


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "compress", "é"])
def test_a_coding_we_did_not_ask_for_is_broken(web: Web, coding: str) -> None:
    assert trouble_of(web.page("/feed", b"x", Content_Encoding=coding)) is Trouble.BROKEN


def test_what_is_not_packed_as_it_says_is_broken(web: Web) -> None:
    url = web.page("/feed", b"not packed at all", Content_Encoding="gzip")

    assert trouble_of(url) is Trouble.BROKEN


def test_nobody_there_is_said_so(web: Web) -> None:
    port = web.port
    with serving() as other:
        port = other.port

    assert trouble_of(f"http://127.0.0.1:{port}/") is Trouble.NOT_CONNECTED


@pytest.mark.parametrize(
    "answer", [b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx"]
)
def test_what_is_not_the_protocol_is_broken(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        thread = _answer_once(door, answer)

        found = trouble_of(f"http://127.0.0.1:{port}/")
        thread.join(5)

    assert found in {Trouble.BROKEN, Trouble.NOT_CONNECTED}


def _answer_once(door: socket.socket, answer: bytes):
    import threading

    def serve() -> None:
        line, _ = door.accept()
        with line:
            line.recv(65536)
            line.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return thread


def test_only_wrong_and_private_addresses_need_a_person() -> None:
    assert [each for each in Trouble if not HttpTrouble(each).may_retry] == [
        Trouble.ADDRESS_WRONG,
        Trouble.ADDRESS_PRIVATE,
    ]
