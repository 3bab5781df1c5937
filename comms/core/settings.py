"""What the machine says of itself: the environment, read once, checked, and never guessed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app

Network = IPv4Network | IPv6Network
JOBS = ("embedded", "off", "cluster")
LANGUAGES = ("fr", "en")
USUAL_PORTS = {"http": 80, "https": 443}


class SettingWrong(Exception):
    """A variable of the environment that cannot be meant; said in one line, stops the start."""


@dataclass(frozen=True)
class SmtpDoor:
    """Where mail leaves."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


@dataclass(frozen=True)
class Settings:
    """The contract with the environment; see `design` and README for each variable."""

    folder: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 5000
    jobs: str = "embedded"
    public_url: str = "http://127.0.0.1:5000"
    smtp: SmtpDoor | None = None
    mail_from: str = ""
    allow_nets: tuple[Network, ...] = ()
    lang: str = "fr"
    stands_at: datetime | None = None

    @property
    def is_https(self) -> bool:
        """Say whether people come by https: cookies then never travel in clear."""
        return self.public_url.startswith("https://")

    @property
    def is_sqlite(self) -> bool:
        """Say whether the database is a file of this machine."""
        return self.database_url.startswith("sqlite")


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment.

    Raises:
        SettingWrong: with the variable's name and what it should look like.
    """
    folder = Path(environ.get("COMMS_DATA") or "instance").absolute()
    host, port = environ.get("HOST") or "127.0.0.1", _port(environ.get("PORT") or "5000")
    public_url = _public_url(environ.get("PUBLIC_URL") or f"http://{host}:{port}")
    smtp = _smtp(environ.get("SMTP_URL") or "")
    return Settings(
        folder=folder,
        database_url=_database_url(environ.get("DATABASE_URL") or "", folder),
        host=host,
        port=port,
        jobs=_one_of("COMMS_JOBS", environ.get("COMMS_JOBS") or "embedded", JOBS),
        public_url=public_url,
        smtp=smtp,
        mail_from=_mail_from(environ.get("MAIL_FROM") or "") or _sender(smtp, public_url),
        allow_nets=_networks(environ.get("COMMS_ALLOW_NETS") or ""),
        lang=_one_of("COMMS_LANG", environ.get("COMMS_LANG") or "fr", LANGUAGES),
        stands_at=_instant(environ.get("COMMS_NOW") or ""),
    )


def current() -> Settings:
    """Return the settings of the running application."""
    settings = current_app.extensions["settings"]
    assert isinstance(settings, Settings)
    return settings


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise SettingWrong(f"{name}: {value!r} is not one of {', '.join(choices)}")
    return value


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise SettingWrong(f"PORT: {value!r} is not a number from 1 to 65535")
    return int(value)


def _database_url(value: str, folder: Path) -> str:
    if not value:
        return f"sqlite:///{folder / 'porte-voix.db'}"
    scheme, _, rest = value.partition("://")
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"} and rest:
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and rest:
        return value
    raise SettingWrong("DATABASE_URL: give sqlite:///FILE or postgresql://user:pass@host/name")


def _public_url(value: str) -> str:
    """Return the address as a browser writes it in `Origin`: what was typed is compared to that."""
    wrong = SettingWrong(f"PUBLIC_URL: {value!r} is not like https://presse.exemple.org")
    try:
        parts = urlsplit(value)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in USUAL_PORTS or not host or parts.username:
        raise wrong
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise wrong
    host = f"[{host}]" if ":" in host else host
    at = f":{port}" if port not in (None, USUAL_PORTS[parts.scheme]) else ""
    return f"{parts.scheme}://{host}{at}"


def _smtp(value: str) -> SmtpDoor | None:
    if not value:
        return None
    wrong = SettingWrong("SMTP_URL: give smtp://user:pass@host:port?starttls=1")
    try:
        parts = urlsplit(value)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in {"smtp", "smtps"} or not host:
        raise wrong
    tls = parts.scheme == "smtps"
    asked = parse_qs(parts.query).get("starttls", ["0"])[0]
    return SmtpDoor(
        host=host,
        port=port or (465 if tls else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=asked in {"1", "true", "yes"},
        tls=tls,
    )


def _mail_from(value: str) -> str:
    address = value.rpartition("<")[2].rstrip("> ")
    if value and (address.count("@") != 1 or any(sign in value for sign in "\r\n\0")):
        raise SettingWrong(f"MAIL_FROM: {value!r} is not like Nom <presse@exemple.org>")
    return value


def _sender(smtp: SmtpDoor | None, public_url: str) -> str:
    """Return who writes when nobody said: the mail account if it is an address, else this house."""
    if smtp is not None and smtp.user.count("@") == 1:
        return f"Porte-voix <{smtp.user}>"
    host = urlsplit(public_url).hostname or ""
    return f"Porte-voix <porte-voix@{host if not _is_number(host) else 'localhost'}>"


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _networks(value: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(each.strip()) for each in value.split(",") if each.strip())
    except ValueError as error:
        raise SettingWrong(f"COMMS_ALLOW_NETS: {error}; give networks as CIDR") from error


def _instant(value: str) -> datetime | None:
    if not value:
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise SettingWrong(f"COMMS_NOW: {value!r} is not like 2030-11-25T06:00Z") from error
    return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
