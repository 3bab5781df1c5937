"""Mail over a real SMTP server on this machine: taken, refused, later, or nobody knows."""

import email
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from comms.adapters.mail import MailTrouble, Message, Postman, build
from comms.core import clock
from comms.core.settings import SmtpDoor

NOW = datetime(2030, 3, 12, 9, 0, tzinfo=UTC)
SENDER = "Porte-Voix <presse@voix.example>"
LINK = f"https://voix.example/o/{'a' * 97}"  # 120 characters
MESSAGE = Message(
    to="nour@journal.example",
    to_name="Nour Haddad",
    subject="Calais : une nuit de plus dehors",
    text="Bonjour,\n\nCette nuit encore.\n",
    message_id="<1.main@voix.example>",
    headers={
        "List-Unsubscribe": f"<{LINK}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
)


class Server:
    """What our mail server says, step by step, and what it has taken."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers  # step: what is said the first time, then the second, ...
        self.taken: list[Envelope] = []
        self.callers: set[object] = set()

    def _answer(self, step: str, server: SMTP) -> str | None:
        first, _, rest = self.answers.get(step, "").partition("|")
        if step in self.answers and rest:
            self.answers[step] = rest
        if first == "hang up":
            server.transport.abort()
            return "421 bye"
        return None if first in ("", "yes") else first

    async def handle_MAIL(  # noqa: N802 - the name the server calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.callers.add(session.peer)
        if answer := self._answer("MAIL", server):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - the name the server calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self._answer("RCPT", server):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name the server calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if answer := self._answer("DATA", server):
            return answer
        self.taken.append(envelope)
        return "250 taken"

    def only(self) -> EmailMessage:
        (envelope,) = self.taken
        return _read(envelope)


class Talk(SMTP):
    """A server that may also refuse the word DATA itself."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - the name the server calls
        if answer := self.event_handler._answer("BEFORE_DATA", self):
            await self.push(answer)
            return
        await super().smtp_DATA(arg)


class OurController(Controller):
    def factory(self) -> SMTP:
        return Talk(self.handler, **self.SMTP_kwargs)


def _read(envelope: Envelope) -> EmailMessage:
    return email.message_from_bytes(envelope.content, policy=default)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _running(server: Server, **settings: object) -> Iterator[SmtpDoor]:
    """Run a server on a free port of this machine, and name its door."""
    port = _free_port()
    controller = OurController(server, hostname="127.0.0.1", port=port, **settings)
    controller.start()
    try:
        with clock.fixed(NOW):
            yield SmtpDoor("127.0.0.1", port)
    finally:
        controller.stop()


def _carry(door: SmtpDoor, *messages: Message) -> None:
    with Postman(door, SENDER) as postman:
        for message in messages:
            postman.carry(message)


def _trouble(door: SmtpDoor, *messages: Message) -> MailTrouble:
    with pytest.raises(MailTrouble) as caught:
        _carry(door, *messages)
    return caught.value


def test_a_message_the_server_takes_arrives_whole() -> None:
    server = Server()

    with _running(server) as door:
        _carry(door, MESSAGE)

    mail = server.only()
    assert server.taken[0].mail_from == "presse@voix.example"
    assert server.taken[0].rcpt_tos == ["nour@journal.example"]
    assert mail["From"] == SENDER
    assert mail["To"] == "Nour Haddad <nour@journal.example>"
    assert mail["Subject"] == MESSAGE.subject
    assert mail["Message-ID"] == MESSAGE.message_id
    assert mail["Date"].datetime == NOW
    assert mail["Content-Language"] == "fr"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines() == MESSAGE.text.splitlines()


def test_a_way_out_of_120_characters_stays_literal_on_the_wire() -> None:
    server = Server()

    with _running(server) as door:
        _carry(door, MESSAGE)

    lines = server.taken[0].content.split(b"\r\n")
    assert len(LINK) == 120
    assert f"List-Unsubscribe: <{LINK}>".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_words_in_any_script_arrive_as_they_were_written() -> None:
    server = Server()
    text = f"ሰላም — مرحبا\n.\n.un point au début\n{'une très longue ligne ' * 200}\nFin."
    message = replace(
        MESSAGE,
        subject="ليلة أخرى في كاليه، " * 8 + "كاليه",
        to_name="نور حداد",
        text=text,
        html=f"<p>{text}",
    )

    with _running(server) as door:
        _carry(door, message)

    mail = server.only()
    plain, rich = mail.get_body(("plain",)), mail.get_body(("html",))
    assert mail["Subject"] == message.subject
    assert mail["To"].addresses[0].display_name == "نور حداد"
    assert plain.get_content().splitlines() == text.splitlines()
    assert mail["Content-Language"] == "fr"
    assert rich.get_content().splitlines() == f"<p>{text}".splitlines()
    assert max(map(len, server.taken[0].content.split(b"\r\n"))) <= 998


def test_many_messages_share_one_connection_and_each_has_one_reader() -> None:
    server = Server()

    with _running(server) as door:
        _carry(door, *(replace(MESSAGE, to=f"n{each}@journal.example") for each in range(3)))

    assert len(server.callers) == 1
    assert [each.rcpt_tos for each in server.taken] == [
        [f"n{each}@journal.example"] for each in range(3)
    ]
    assert all(len(_read(each)["To"].addresses) == 1 for each in server.taken)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "BEFORE_DATA", "DATA"])
def test_a_message_refused_for_good_is_not_tried_again(step: str) -> None:
    with _running(Server(**{step: "550 no such reader"})) as door:
        trouble = _trouble(door, MESSAGE)

    assert (trouble.code, trouble.was_refused, trouble.may_retry) == (550, True, False)
    assert "no such reader" in trouble.reason


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "BEFORE_DATA", "DATA"])
def test_a_message_the_server_wants_later_may_be_tried_again(step: str) -> None:
    with _running(Server(**{step: "452 too much mail"})) as door:
        trouble = _trouble(door, MESSAGE)

    assert (trouble.code, trouble.was_refused, trouble.may_retry) == (452, True, True)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "BEFORE_DATA", "DATA"])
def test_a_refused_message_does_not_spoil_the_next_one(step: str) -> None:
    server = Server(**{step: "550 no|yes"})

    with _running(server) as door, Postman(door, SENDER) as postman:
        with pytest.raises(MailTrouble):
            postman.carry(MESSAGE)
        postman.carry(replace(MESSAGE, to="ali@journal.example"))

    assert [each.rcpt_tos for each in server.taken] == [["ali@journal.example"]]


def test_an_answer_lost_after_the_message_cannot_be_known() -> None:
    with _running(Server(DATA="hang up")) as door:
        trouble = _trouble(door, MESSAGE)

    assert (trouble.code, trouble.was_refused, trouble.may_retry) == (None, False, False)
    assert trouble.reason.startswith("answer lost")


def test_after_a_lost_answer_the_next_message_takes_a_new_connection() -> None:
    server = Server(DATA="hang up|yes")

    with _running(server) as door, Postman(door, SENDER) as postman:
        with pytest.raises(MailTrouble):
            postman.carry(MESSAGE)
        postman.carry(MESSAGE)

    assert len(server.taken) == 1
    assert len(server.callers) == 2


def test_a_server_that_closed_an_idle_connection_is_called_again_once() -> None:
    server = Server(MAIL="yes|hang up|yes")

    with _running(server) as door:
        _carry(door, MESSAGE, MESSAGE)

    assert len(server.taken) == 2
    assert len(server.callers) == 2


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_server_that_always_hangs_up_before_the_message_has_taken_nothing(step: str) -> None:
    server = Server(**{step: "hang up"})

    with _running(server) as door:
        trouble = _trouble(door, MESSAGE)

    assert (trouble.code, trouble.was_refused, trouble.may_retry) == (None, True, True)
    assert len(server.callers) == 2


def test_a_server_that_is_not_there_has_taken_nothing() -> None:
    nowhere = SmtpDoor("127.0.0.1", _free_port())

    trouble = _trouble(nowhere, MESSAGE)

    assert (trouble.code, trouble.was_refused, trouble.may_retry) == (None, True, True)
    assert trouble.reason == "not connected: ConnectionRefusedError"


@pytest.mark.parametrize("said", [b"220-%b\r\n" % (b"x" * 900), b"220 ok\r\n250-more\r\n"])
def test_a_server_whose_answer_never_ends_is_left(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_talk_for_ever, args=(server, said), daemon=True).start()
        trouble = _trouble(SmtpDoor("127.0.0.1", server.getsockname()[1]), MESSAGE)

    assert (trouble.was_refused, trouble.may_retry) == (True, True)


def _talk_for_ever(server: socket.socket, said: bytes) -> None:
    caller, _ = server.accept()
    with caller, suppress(OSError):
        caller.sendall(said)
        while True:
            caller.sendall(said.splitlines(keepends=True)[-1] * 100)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # on this machine alone
def test_a_login_is_used_and_a_refused_one_may_be_tried_again() -> None:
    def known(server: SMTP, session: Session, envelope: Envelope, how: str, who: object):
        return AuthResult(success=(who.login, who.password) == (b"voix", b"bon"), handled=False)

    server = Server()
    rules = {"authenticator": known, "auth_required": True, "auth_require_tls": False}
    with _running(server, **rules) as door:
        _carry(replace(door, user="voix", password="bon"), MESSAGE)
        trouble = _trouble(replace(door, user="voix", password="faux"), MESSAGE)

    assert len(server.taken) == 1
    assert (trouble.code, trouble.was_refused, trouble.may_retry) == (535, True, True)
    assert "faux" not in trouble.reason


def test_a_server_without_starttls_gets_no_message_in_clear() -> None:
    server = Server()

    with _running(server) as door:
        trouble = _trouble(replace(door, starttls=True), MESSAGE)

    assert trouble.was_refused
    assert server.taken == []


@pytest.mark.parametrize("way", ["tls", "starttls"])
def test_a_server_nobody_vouches_for_gets_no_message(way: str, tmp_path: Path) -> None:
    server, context = Server(), _self_signed(tmp_path)
    how = {"ssl_context": context} if way == "tls" else {"tls_context": context}

    with _running(server, **how) as door:
        trouble = _trouble(replace(door, **{way: True}), MESSAGE)

    assert trouble.reason == "not connected: SSLCertVerificationError"
    assert (trouble.was_refused, trouble.may_retry) == (True, True)
    assert server.taken == []


def _self_signed(folder: Path) -> ssl.SSLContext:
    """Return the context of a server that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    signed = (
        made.not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


@pytest.mark.parametrize(
    "message",
    [
        replace(MESSAGE, to_name="Nour\r\nBcc: tous@journal.example"),
        replace(MESSAGE, to_name="Nour\nBcc: tous@journal.example"),
        replace(MESSAGE, to_name="Nour\rBcc: tous@journal.example"),
        replace(MESSAGE, subject="Calais\r\nBcc: tous@journal.example"),
        replace(MESSAGE, subject="Calais\nBcc: tous@journal.example"),
        replace(MESSAGE, headers={"List-Unsubscribe": "<a>\r\nBcc: tous@journal.example"}),
        replace(MESSAGE, message_id="<1@voix.example>\r\nBcc: tous@journal.example"),
        replace(MESSAGE, lang="fr\r\nBcc: tous@journal.example"),
        replace(MESSAGE, to="nour@journal.example\r\nRCPT TO:<tous@journal.example>"),
        replace(MESSAGE, to="nour@journal.example, tous@journal.example"),
        replace(MESSAGE, to="nour"),
        replace(MESSAGE, to=""),
        replace(MESSAGE, to="josé@journal.example"),
        replace(MESSAGE, to="nour@jourñal.example"),
        replace(MESSAGE, text="\ud800"),
    ],
)
def test_what_cannot_be_written_is_refused_before_the_server_is_called(message: Message) -> None:
    nowhere = SmtpDoor("127.0.0.1", _free_port())

    trouble = _trouble(nowhere, message)

    assert (trouble.code, trouble.was_refused, trouble.may_retry) == (None, True, False)


def test_a_name_with_signs_of_an_address_stays_a_name() -> None:
    mail = build(replace(MESSAGE, to_name='Haddad, "Nour" <tous@journal.example>'), SENDER)

    (reader,) = mail["To"].addresses
    assert reader.addr_spec == "nour@journal.example"
    assert reader.display_name == 'Haddad, "Nour" <tous@journal.example>'


def test_a_message_without_html_is_plain_text_alone() -> None:
    mail = build(MESSAGE, SENDER)

    assert mail.get_content_type() == "text/plain"
    assert build(replace(MESSAGE, html="<p>a"), SENDER).get_content_type() == (
        "multipart/alternative"
    )


def test_pictures_of_a_page_travel_beside_it_alike_ones_once() -> None:
    picture = 'src="data:image/png;base64,iVBORw0KGgo="'
    mail = build(replace(MESSAGE, html=f"<img {picture}><img {picture}>"), SENDER)

    page = mail.get_body(("html",))
    pictures = [each for each in mail.walk() if each.get_content_type() == "image/png"]
    assert page is not None
    assert "data:" not in page.get_content()
    assert [each["Content-ID"].strip("<>") in page.get_content() for each in pictures] == [True]
    assert pictures[0].get_content() == b"\x89PNG\r\n\x1a\n"
