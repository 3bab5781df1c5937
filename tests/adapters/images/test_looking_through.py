"""A picture is looked through: whatever is not needed to show it is named."""

import io
import json
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from comms.adapters.images import PictureRefused, PictureTrouble, clean, look_through
from tests.peers import absent
from tests.pictures import KINDS, heic, jpeg, png, saved, scene


def _whats(data: bytes) -> set[str]:
    return {each.what for each in look_through(data).holds}


def _with_segment(marker: int, body: bytes, picture: bytes | None = None) -> bytes:
    """Put a segment right after the beginning of a JPEG."""
    bare = picture or saved(scene(), "JPEG")
    return bare[:2] + bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body + bare[2:]


def _with_chunk(name: bytes, body: bytes) -> bytes:
    """Put a chunk right before the end of a PNG."""
    bare = saved(scene(), "PNG")
    chunk = len(body).to_bytes(4, "big") + name + body
    return bare[:-12] + chunk + zlib.crc32(name + body).to_bytes(4, "big") + bare[-12:]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("jpeg", {"gps", "camera", "serial", "comment", "xmp", "trailing"}),
        ("png", {"gps", "camera", "serial", "comment", "xmp"}),
        ("webp", {"gps", "camera", "serial", "xmp"}),
        ("heic", {"gps", "camera", "serial", "xmp", "exif"}),
    ],
)
def test_all_it_tells_is_named_with_its_place(kind, expected):
    seen = look_through(KINDS[kind]())

    assert seen.kind == kind
    assert {each.what for each in seen.holds} == expected
    assert all(each.where for each in seen.holds)
    assert not seen.is_clean


@pytest.mark.parametrize("kind", KINDS)
def test_what_we_clean_tells_nothing(kind):
    seen = look_through(clean(KINDS[kind]()).data)

    assert seen.holds == ()
    assert seen.is_clean


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
@pytest.mark.parametrize("progressive", [True, False])
def test_a_bare_jpeg_is_clean(mode, progressive):
    assert look_through(saved(scene().convert(mode), "JPEG", progressive=progressive)).is_clean


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_a_bare_picture_of_another_kind_is_clean(kind):
    assert look_through(saved(scene(), kind)).is_clean


def test_the_bytes_of_a_scan_are_no_segments():
    noise = Image.effect_noise((300, 300), 90)

    assert look_through(saved(noise, "JPEG", quality=98)).is_clean


@pytest.mark.parametrize(
    ("marker", "body", "what"),
    [
        (0xE0, b"JFXX\0\x10\xff\xd8\xff", "thumbnail"),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>50,57N", "gps"),
        (0xE1, b"something else", "unknown"),
        (0xE2, b"ICC_PROFILE\0\1\1 of the scanner of Ada", "profile"),
        (0xE2, b"FPXR\0", "unknown"),
        (0xEB, b"JP\0\0 C2PA: made by Ada", "unknown"),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0", "iptc"),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x0c\0\0\0\0\0\0", "thumbnail"),
        (0xED, b"nobody knows", "unknown"),
        (0xEF, b"", "unknown"),
        (0xFE, b"seen by Samira", "comment"),
    ],
)
def test_every_segment_a_jpeg_does_not_need_is_named(marker, body, what):
    assert what in _whats(_with_segment(marker, body))


@pytest.mark.parametrize(
    ("name", "body", "what"),
    [
        (b"tEXt", b"Comment\0seen by Samira", "comment"),
        (b"tEXt", b"Author\0Ada", "text"),
        (b"zTXt", b"Raw profile type iptc\0\0", "iptc"),
        (b"zTXt", b"Raw profile type exif\0\0", "exif"),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<exif:GPSLongitude>1,51E", "gps"),
        (b"tIME", b"\x07\xee\x03\x0c\x09\x00\x00", "date"),
        (b"iCCP", b"of Ada\0\0", "profile"),
        (b"caBX", b"C2PA", "unknown"),
    ],
)
def test_every_chunk_a_png_does_not_need_is_named(name, body, what):
    assert what in _whats(_with_chunk(name, body))


def test_a_small_picture_of_the_whole_one_is_found():
    none, one = struct.pack("<HI", 0, 14), struct.pack("<HHHIII", 1, 0x0201, 4, 1, 400, 0)
    block = b"Exif\0\0II*\0" + struct.pack("<I", 8) + none + one

    assert _whats(_with_segment(0xE1, block)) == {"thumbnail"}


def test_a_block_of_exif_that_cannot_be_read_is_named_all_the_same():
    assert _whats(_with_segment(0xE1, b"Exif\0\0II*\0\xff\xff")) == {"exif"}


@pytest.mark.parametrize(
    ("after", "what"),
    [
        (b"<?php", "trailing"),
        (b"\0" * 8, "trailing"),
        (saved(scene(), "JPEG"), "second_picture"),
        (b"\0\0\0\x18ftypmp42 a film of ten seconds", "video"),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_follows_the_end_is_found(kind, after, what):
    assert _whats(saved(scene(), kind) + after) == {what}


def test_what_hides_between_two_segments_is_found():
    bare = saved(scene(), "JPEG")

    assert _whats(bare[:20] + b"a name" + bare[20:]) == {"trailing"}


def test_a_phone_picture_with_a_second_one_inside_is_still_a_jpeg():
    pictures = [scene(), scene()]
    two = saved(pictures[0], "MPO", save_all=True, append_images=pictures[1:])

    seen = look_through(two)

    assert seen.kind == "jpeg"
    assert "second_picture" in {each.what for each in seen.holds}
    assert look_through(clean(two).data).is_clean


def test_a_picture_that_moves_holds_more_than_one():
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green")]

    for kind in ("PNG", "WEBP"):
        moving = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
        assert "second_picture" in _whats(moving)


def test_the_small_picture_inside_a_heic_is_found():
    file = pillow_heif.from_pillow(scene((600, 400)))
    out = io.BytesIO()
    file.save(out, thumbnails=[128])

    assert _whats(out.getvalue()) == {"thumbnail"}


def test_a_box_nobody_knows_is_named():
    assert "unknown" in _whats(heic() + b"\0\0\0\x10sefdSamira..")
    assert "video" in _whats(heic() + b"\0\0\0\x10mpvdftypmp42")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"GIF89a" + b"\0" * 40, saved(scene(), "TIFF")])
def test_what_is_no_picture_of_ours_is_refused(data):
    with pytest.raises(PictureRefused) as caught:
        look_through(data)

    assert caught.value.trouble is PictureTrouble.NOT_A_PICTURE


@pytest.mark.parametrize("make", [jpeg, png])
@pytest.mark.parametrize("cut", [20, 60, 100])
def test_a_file_cut_short_is_looked_through_as_far_as_it_goes(make, cut):
    assert "gps" in _whats(make()[:-cut])


@pytest.mark.peer
def test_all_a_judge_can_write_into_a_picture_we_find(tmp_path: Path):
    program = shutil.which("exiftool")
    if program is None:
        absent("exiftool (Debian: libimage-exiftool-perl)")
    told = {
        "-EXIF:GPSLatitude=50.951": "gps",
        "-EXIF:SerialNumber=SN-4417": "serial",
        "-EXIF:Model=M11": "camera",
        "-EXIF:Artist=Ada": "author",
        "-EXIF:DateTimeOriginal=2030:03:12 09:00:00": "date",
        "-EXIF:UserComment=chez Samira": "text",
        "-EXIF:Software=Retouche": "software",
        "-IPTC:City=Calais": "iptc",
        "-XMP:City=Calais": "xmp",
        "-Comment=chez Samira": "comment",
    }
    for order, what in told.items():
        path = tmp_path / "one.jpg"
        path.write_bytes(saved(scene(), "JPEG"))
        subprocess.run([program, "-q", order, str(path)], check=True, timeout=30)

        assert what in _whats(path.read_bytes()), order


@pytest.mark.peer
@pytest.mark.parametrize("kind", [*KINDS, "small"])
def test_a_judge_agrees_that_it_is_clean_exactly_when_we_say_so(kind, tmp_path: Path):
    program = shutil.which("exiftool")
    if program is None:
        absent("exiftool (Debian: libimage-exiftool-perl)")
    whole = KINDS.get(kind, jpeg)()
    for data in (whole, clean(whole).data):
        path = tmp_path / "judged"
        path.write_bytes(data)
        done = subprocess.run(
            [program, "-j", "-G", "-a", "-u", str(path)], capture_output=True, check=True
        )
        groups = {name.partition(":")[0] for name in json.loads(done.stdout)[0]}

        tells = groups & {"EXIF", "XMP", "IPTC", "MakerNotes", "Photoshop", "MPF", "ICC_Profile"}
        assert look_through(data).is_clean == (not tells)
