"""`make bench`: how long pages take in a house lived in for years, while feeds are being read."""

import http.client
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comms.core.settings import read
from comms.factory import make_app
from tests.bench import press
from tests.bench.stock import Stock, a_release
from tests.cast import Cast
from tests.peers import Running

WARM_UP, TIMES = 5, 200
TARGET, START_TARGET = 100.0, 1000.0  # milliseconds: the 95th of a hundred; the start of a command


def main(times: int = TIMES) -> int:
    """Measure and print; 1 when something is slower than it may be."""
    with tempfile.TemporaryDirectory() as folder:
        house = Running(Path(folder) / "instance", COMMS_JOBS="embedded")
        cookie, pages = _furnish(house)
        house.start(60)
        try:
            return _measure(house, cookie, pages, times)
        finally:
            house.stop()


def _furnish(house: Running) -> tuple[str, dict[str, str]]:
    """Fill the house; return the cookie of an author and the pages to measure."""
    begun = time.monotonic()
    app = make_app(read(house.environ))
    cast = Cast(app)
    with app.test_request_context():
        Stock(cast.actor("ines")).fill()
        release = a_release()
    print(f"furnished in {time.monotonic() - begun:.0f} s", flush=True)
    signed_in = cast.browser("ines").get_cookie("voix")
    assert signed_in is not None
    pages = {
        "today": "/", "calendar": "/calendar", "pieces": "/pieces",
        "a release": f"/releases/{release}", "its review": f"/review/{release}",
        "contacts": "/contacts", "a card": "/contacts/42", "contact search": "/contacts?q=lefevre",
        "search, 3 letters": "/search?q=lef&part=1",
        "search, two words": "/search?q=elodie+cal&part=1",
        "mentions": "/mentions", "a mention": "/mentions/9990", "watch": "/watch",
        "media": "/media", "campaigns": "/campaigns",
    }  # fmt: skip
    return f"voix={signed_in.value}", pages


def _measure(house: Running, cookie: str, pages: dict[str, str], times: int) -> int:
    """Ask for each page while feeds are polled; print a line a page."""
    slow = []
    print(f"{'page':22} {'p50':>7} {'p95':>7} {'most':>7}   kB   target {TARGET:.0f} ms")
    with _polling(house) as rounds:
        for name, path in pages.items():
            took, size = _ask(house.port, cookie, path, times)
            p50, p95 = (
                statistics.median(took),
                statistics.quantiles(took, n=20, method="inclusive")[-1],
            )
            slow += [name] if p95 > TARGET else []
            told = "" if p95 <= TARGET else "  TOO SLOW"
            print(
                f"{name:22} {p50:7.1f} {p95:7.1f} {max(took):7.1f} {size / 1000:5.0f}{told}",
                flush=True,
            )
    print(f"meanwhile: {rounds or ['feeds poll did not run']}")
    start = statistics.median(_start(house) for _ in range(5))
    print(f"{'start of a command':22} {start:7.0f}{'':26}target {START_TARGET:.0f} ms")
    return 1 if slow or start > START_TARGET else 0


def _ask(port: int, cookie: str, path: str, times: int) -> tuple[list[float], int]:
    """Return how many milliseconds each answer took, and how long the page is."""
    line, took, size = http.client.HTTPConnection("127.0.0.1", port, timeout=30), [], 0
    for number in range(WARM_UP + times):
        begun = time.perf_counter()
        line.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "fr"})
        answer = line.getresponse()
        size = len(answer.read())
        if number >= WARM_UP:
            took.append((time.perf_counter() - begun) * 1000)
        assert answer.status == 200, f"{path}: {answer.status}"
    line.close()
    return took, size


@contextmanager
def _polling(house: Running) -> Iterator[list[str]]:
    """Poll all the newspapers again and again, as the jobs do, while the block lasts."""
    rounds: list[str] = []
    with press.press() as port:
        listed = house.folder / "press.opml"
        listed.write_text(press.opml(port))
        house.flask("feeds", "import", str(listed))
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.rounds"],
            env={**house._environ(), "COMMS_JOBS": "off"}, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout
        try:
            yield rounds
        finally:
            process.terminate()
            rounds.extend(process.stdout.read().splitlines())
            process.wait()


def _start(house: Running) -> float:
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "flask", "health", "--json"],
        env={**house._environ(), "COMMS_JOBS": "off"}, capture_output=True, check=False,
    )  # fmt: skip
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES))
