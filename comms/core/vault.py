"""What must be secret: sealed with a key that lies beside the database, never in it."""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet

from comms.core import settings

KEY_FILE = "secret.key"


def root_key(folder: Path) -> bytes:
    """Return the 32 bytes all other keys come from; made once, readable by its owner alone."""
    path = folder / "keys" / KEY_FILE
    if not path.exists():
        _make(path)
    return base64.urlsafe_b64decode(path.read_bytes())


def _make(path: Path) -> None:
    """Write a new key as a whole file: two processes that start together keep the same one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.urlsafe_b64encode(secrets.token_bytes(32)))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other process was first: its key is the key
    finally:
        draft.unlink()


def key_for(purpose: str, folder: Path | None = None) -> bytes:
    """Return the 32-byte key of one purpose, so that no key serves two ends."""
    root = root_key(folder or settings.current().folder)
    return hmac.digest(root, purpose.encode(), hashlib.sha256)


def seal(secret: str, purpose: str) -> str:
    """Encrypt a short secret for the database."""
    return _box(purpose).encrypt(secret.encode()).decode()


def unseal(sealed: str, purpose: str) -> str:
    """Give back what `seal` took; raises `cryptography.fernet.InvalidToken` on a foreign key."""
    return _box(purpose).decrypt(sealed.encode()).decode()


def keyed_hash(value: str, purpose: str) -> str:
    """Return a hash only this installation can make: 64 hexadecimal characters."""
    return hmac.new(key_for(purpose), value.encode(), hashlib.sha256).hexdigest()


def token() -> tuple[str, str]:
    """Return a new unguessable token (256 bits) and the hash under which it may be stored."""
    value = secrets.token_urlsafe(32)
    return value, token_hash(value)


def token_hash(value: str) -> str:
    """Return the stored form of a token: a stolen database opens no door."""
    return hashlib.sha256(value.encode()).hexdigest()


def _box(purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key_for(purpose)))
