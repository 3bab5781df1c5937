"""Pictures are rebuilt from their pixels: no place, no camera, no thumbnail, nothing hidden."""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from comms.adapters import images
from comms.adapters.images import PictureRefused, PictureTrouble, clean
from tests.peers import absent
from tests.pictures import KINDS, SECRETS, jpeg, png, saved, scene

HARMLESS = {
    "SourceFile", "ExifTool:ExifToolVersion", "PNG:ImageWidth", "PNG:ImageHeight",
    "PNG:BitDepth", "PNG:ColorType", "PNG:Compression", "PNG:Filter", "PNG:Interlace",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_tests_bring_in_does_hold_secrets(kind: str) -> None:
    data = KINDS[kind]()

    assert any(secret in data for secret in SECRETS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_comes_out_without_any_of_its_secrets(kind: str) -> None:
    picture = clean(KINDS[kind]())

    assert not any(secret in picture.data for secret in SECRETS)
    with Image.open(io.BytesIO(picture.data)) as opened:
        assert dict(opened.getexif()) == {}
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density",
                                    "progressive", "progression"}  # fmt: skip


@pytest.mark.peer
@pytest.mark.parametrize("kind", KINDS)
def test_a_judge_of_its_own_finds_nothing_in_it(kind: str, tmp_path: Path) -> None:
    program = shutil.which("exiftool")
    if program is None:
        absent("exiftool (Debian: libimage-exiftool-perl)")
    before, after = tmp_path / f"before.{kind}", tmp_path / "after"
    before.write_bytes(KINDS[kind]())
    after.write_bytes(clean(before.read_bytes()).data)

    assert "SN-4417-Calais" in str(_judged(program, before))
    strange = {
        name
        for name in _judged(program, after)
        if name not in HARMLESS and not name.startswith(("File:", "JFIF:", "Composite:"))
    }
    assert strange == set()


def _judged(program: str, path: Path) -> dict[str, object]:
    done = subprocess.run(
        [program, "-j", "-G", "-a", "-u", str(path)], capture_output=True, check=True, timeout=30
    )
    (found,) = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_picture_stands_upright_before_it_forgets_how_it_was_held(orientation: int) -> None:
    turned = clean(jpeg(orientation))

    sideways = orientation in (6, 8)
    assert (turned.width, turned.height) == ((80, 120) if sideways else (120, 80))
    with Image.open(io.BytesIO(turned.data)) as opened:
        corner = {3: (-5, -5), 6: (-5, 4), 8: (4, -5)}[orientation]
        at = tuple(each % side for each, side in zip(corner, opened.size, strict=True))
        red, _, blue = opened.convert("RGB").getpixel(at)
    assert red > blue  # orange: the corner that was seen first is where a reader sees it


def test_what_is_transparent_stays_so() -> None:
    hole = Image.new("RGBA", (10, 10), (0, 0, 0, 0))

    picture = clean(saved(hole, "PNG"))

    assert picture.kind == "png"
    with Image.open(io.BytesIO(picture.data)) as opened:
        assert opened.getpixel((5, 5)) == (0, 0, 0, 0)


def test_what_cannot_be_seen_under_a_hole_does_not_leave_either() -> None:
    hidden = Image.new("RGBA", (10, 10), (200, 30, 30, 0))

    picture = clean(saved(hidden, "PNG"))

    with Image.open(io.BytesIO(picture.data)) as opened:
        assert opened.getpixel((5, 5)) == (0, 0, 0, 0)


def test_of_a_picture_that_moves_the_first_is_kept() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green")]
    moving = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100)

    picture = clean(moving)

    with Image.open(io.BytesIO(picture.data)) as opened:
        assert getattr(opened, "n_frames", 1) == 1


def test_a_large_picture_is_made_as_small_as_networks_show_it() -> None:
    picture = clean(saved(scene((5000, 2500)), "JPEG"))

    assert (picture.width, picture.height) == (images.LONGEST_SIDE, images.LONGEST_SIDE // 2)


def test_what_cannot_be_seen_tints_no_neighbour_when_a_picture_is_made_small() -> None:
    hidden = Image.new("RGBA", (5200, 40), (255, 0, 0, 0))
    hidden.paste((0, 0, 255, 255), (0, 0, 2601, 40))  # the edge falls between two new pixels

    with Image.open(io.BytesIO(clean(saved(hidden, "PNG")).data)) as opened:
        assert max(red for red, _, _, _ in opened.get_flattened_data()) < 30


THREE_AT_ONCE = """
import io, resource, threading
from PIL import Image
from comms.adapters import images
flat = io.BytesIO()
Image.new("1", (4000, 4000)).save(flat, "PNG")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
takers = [threading.Thread(target=images.clean, args=(flat.getvalue(),)) for _ in range(3)]
for each in takers: each.start()
for each in takers: each.join()
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.anywhere
def test_a_small_file_of_many_pixels_takes_little_memory_however_many_bring_one() -> None:
    done = subprocess.run(
        [sys.executable, "-c", THREE_AT_ONCE],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip

    assert int(done.stdout) < 100  # megabytes: 600 when each was copied whole, three at once


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a text",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 40,
        b"%PDF-1.7",
        saved(scene(), "GIF"),
        saved(scene(), "TIFF"),
        saved(scene(), "BMP"),
        jpeg()[:700],
        png()[:150],
        saved(scene(), "PNG").replace(b"IDAT", b"IDAX"),
    ],
)
def test_what_is_not_a_picture_we_take_is_refused(data: bytes) -> None:
    with pytest.raises(PictureRefused) as caught:
        clean(data)

    assert caught.value.trouble is PictureTrouble.NOT_A_PICTURE


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened() -> None:
    bomb = saved(Image.new("1", (20_000, 20_000)), "PNG")

    with pytest.raises(PictureRefused) as caught:
        clean(bomb)

    assert len(bomb) < 100_000
    assert caught.value.trouble is PictureTrouble.TOO_BIG


def test_a_large_picture_is_made_small_strip_by_strip_and_looks_the_same() -> None:
    """A palette with a hole in it, six thousand pixels wide: as a whole it took 400 MB."""
    drawn = Image.new("P", (6000, 2000), 1)
    drawn.putpalette([0, 0, 0, 200, 30, 30, 30, 30, 200])
    drawn.paste(0, (0, 0, 6000, 1000))
    drawn.paste(2, (3000, 1000, 6000, 2000))

    made = Image.open(io.BytesIO(clean(saved(drawn, "PNG", transparency=0)).data))

    assert (made.mode, made.size) == ("RGBA", (2560, 853))
    assert made.getpixel((100, 100)) == (0, 0, 0, 0)
    assert made.getpixel((100, 800)) == (200, 30, 30, 255)
    assert made.getpixel((2500, 500)) == (30, 30, 200, 255)
