"""How the links of the chain hold together."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime

FIRST = "0" * 64


@dataclass(frozen=True)
class Link:
    """What one line of the chain says; `actor` is None for the machine itself."""

    at: datetime
    actor: int | None
    act: str
    object: str


def hash_of(link: Link, before: str) -> str:
    """Return the SHA-256 of a line and of all before it, as 64 hexadecimal characters."""
    said = asdict(link) | {"at": link.at.isoformat(timespec="microseconds"), "before": before}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
