"""What a copy of an article may be, by its first bytes."""

LARGEST_COPY = 20 * 1024 * 1024  # bytes
_BEGINS = (
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
)
_MPEG_SOUND = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")
_SPOKEN = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"3gp4", b"3gp5", b"dash")


def kind_of(data: bytes) -> str:
    """Return what a copy is by its first bytes; empty when only a picture is left to try."""
    for begins, kind in _BEGINS:
        if data.startswith(begins):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "audio/wav"
    if data[4:8] == b"ftyp" and data[8:12] in _SPOKEN:
        return "audio/mp4"
    return "audio/mpeg" if data[:2] in _MPEG_SOUND else ""
