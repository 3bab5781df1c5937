"""The environment: what is wrong stops the start with one line that names it."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path

import pytest

from comms.core.settings import SettingWrong, SmtpDoor, read

ROOT = Path(__file__).resolve().parents[2]
WRONG = [
    ("PORT", "http"),
    ("PORT", "0"),
    ("PORT", "65536"),
    ("PORT", "-1"),
    ("COMMS_JOBS", "celery"),
    ("COMMS_LANG", "tlh"),
    ("PUBLIC_URL", "presse.exemple.org"),
    ("PUBLIC_URL", "ftp://presse.exemple.org"),
    ("PUBLIC_URL", "https://a:b@presse.exemple.org"),
    ("PUBLIC_URL", "https://[presse"),
    ("PUBLIC_URL", "https://exemple.org/presse"),
    ("PUBLIC_URL", "https://exemple.org?presse"),
    ("DATABASE_URL", "mysql://localhost/presse"),
    ("DATABASE_URL", "postgresql:"),
    ("DATABASE_URL", "sqlite://"),
    ("SMTP_URL", "mail.exemple.org"),
    ("SMTP_URL", "imap://mail.exemple.org"),
    ("SMTP_URL", "smtp://mail.exemple.org:smtp"),
    ("SMTP_URL", "smtp://mail.exemple.org:99999"),
    ("SMTP_URL", "smtp://"),
    ("SMTP_URL", "smtp://[::1"),
    ("MAIL_FROM", "presse"),
    ("MAIL_FROM", "Presse <presse@exemple.org>\r\nBcc: tous@exemple.org"),
    ("COMMS_ALLOW_NETS", "10.0.0.1/8"),
    ("COMMS_ALLOW_NETS", "localhost"),
    ("COMMS_NOW", "demain"),
    ("COMMS_NOW", "2030-02-30T06:00Z"),
]


def test_an_empty_environment_is_a_laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    found = read({})

    assert found.folder == tmp_path / "instance"
    assert found.database_url == f"sqlite:///{tmp_path / 'instance' / 'porte-voix.db'}"
    assert (found.host, found.port, found.jobs) == ("127.0.0.1", 5000, "embedded")
    assert found.public_url == "http://127.0.0.1:5000"
    assert (found.smtp, found.allow_nets, found.stands_at) == (None, (), None)


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://Presse.Exemple.org/", "https://presse.exemple.org"),
        ("https://presse.exemple.org:443", "https://presse.exemple.org"),
        ("https://presse.exemple.org:8443", "https://presse.exemple.org:8443"),
        ("https://été.exemple.org", "https://xn--t-9fab.exemple.org"),
        ("http://[::1]:5000", "http://[::1]:5000"),
    ],
)
def test_the_public_address_is_kept_as_browsers_say_it(typed: str, origin: str) -> None:
    assert read({"PUBLIC_URL": typed}).public_url == origin


def test_every_variable_of_the_contract_is_heard() -> None:
    found = read(
        {
            "COMMS_DATA": "/srv/voix",
            "DATABASE_URL": "postgres://voix:s@db/voix",
            "PORT": "8000",
            "COMMS_JOBS": "off",
            "PUBLIC_URL": "https://presse.exemple.org/",
            "SMTP_URL": "smtp://presse%40exemple.org:a%2Fb@mail.exemple.org:587?starttls=1",
            "MAIL_FROM": "Observatoire <presse@exemple.org>",
            "COMMS_ALLOW_NETS": "127.0.0.0/8, fd00::/8",
            "COMMS_LANG": "en",
            "COMMS_NOW": "2030-11-25T06:00+01:00",
        }
    )

    assert found.database_url == "postgresql+psycopg://voix:s@db/voix"
    assert found.public_url == "https://presse.exemple.org"
    assert found.smtp == SmtpDoor("mail.exemple.org", 587, "presse@exemple.org", "a/b", True)
    assert found.allow_nets == (ip_network("127.0.0.0/8"), ip_network("fd00::/8"))
    assert found.stands_at == datetime(2030, 11, 25, 5, 0, tzinfo=UTC)
    assert found.is_https
    assert not found.is_sqlite


def test_a_mail_server_may_speak_tls_from_the_first_word() -> None:
    found = read({"SMTP_URL": "smtps://mail.exemple.org"})

    assert found.smtp == SmtpDoor("mail.exemple.org", 465, tls=True)


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_named_in_one_line(name: str, value: str) -> None:
    with pytest.raises(SettingWrong) as caught:
        read({name: value})

    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_a_wrong_value_stops_the_start_with_that_line_alone(tmp_path: Path) -> None:
    wrong = {"COMMS_DATA": str(tmp_path / "instance"), "SMTP_URL": "mail.exemple.org"}

    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, **wrong},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "SMTP_URL: give smtp://user:pass@host:port?starttls=1\n"
    assert not (tmp_path / "instance").exists()


@pytest.mark.parametrize(
    ("environ", "sender"),
    [
        ({}, "Porte-voix <porte-voix@localhost>"),
        (
            {"PUBLIC_URL": "https://presse.exemple.org"},
            "Porte-voix <porte-voix@presse.exemple.org>",
        ),
        (
            {"SMTP_URL": "smtp://voix%40exemple.org:mot@mail.exemple.org:587?starttls=1"},
            "Porte-voix <voix@exemple.org>",
        ),
    ],
)
def test_mail_has_a_sender_even_when_nobody_named_one(environ: dict, sender: str) -> None:
    assert read(environ).mail_from == sender
