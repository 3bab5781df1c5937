"""What must be secret: keys beside the database, readable by their owner alone, one an end."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken
from flask import Flask

from comms.core import settings, vault


def test_what_is_sealed_comes_back_and_cannot_be_read(here: Flask) -> None:
    sealed = vault.seal("JBSWY3DPEHPK3PXP", "second factor")

    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert vault.unseal(sealed, "second factor") == "JBSWY3DPEHPK3PXP"


def test_a_key_serves_one_end(here: Flask) -> None:
    sealed = vault.seal("secret", "second factor")

    with pytest.raises(InvalidToken):
        vault.unseal(sealed, "another end")
    assert vault.keyed_hash("nour", "a") != vault.keyed_hash("nour", "b")
    assert vault.keyed_hash("nour", "a") == vault.keyed_hash("nour", "a")


def test_the_key_lies_beside_the_database_for_its_owner_alone(here: Flask) -> None:
    folder = settings.current().folder / "keys"
    vault.key_for("cookies")

    assert stat.S_IMODE((folder / vault.KEY_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [each.name for each in folder.iterdir()] == [vault.KEY_FILE]


def test_those_who_start_together_keep_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: vault.root_key(tmp_path), range(40)))

    assert len(keys) == 1
    assert len(keys.pop()) == 32


def test_a_token_is_stored_as_what_opens_no_door() -> None:
    (first, kept), (second, _) = vault.token(), vault.token()

    assert first != second
    assert len(first) >= 43  # 256 bits
    assert first not in kept
    assert vault.token_hash(first) == kept
