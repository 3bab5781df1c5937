"""Mail leaves here: one message a person, one connection for many, words for what went wrong."""

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any, BinaryIO, Self

from comms.adapters.enclosing import enclosed
from comms.adapters.holding import held
from comms.core import clock
from comms.core.settings import SmtpDoor

PATIENCE = 20  # seconds for each step of the talk
IN_ALL = 150.0  # for one message, connecting included: less than the lease of a row
LONGEST_ANSWER = 100_000  # octets, of one step
# The default policy folds long List-Unsubscribe addresses into encoded words, which breaks
# one-click (measured); 998 is the longest line RFC 5322 allows.
POLICY = SMTP.clone(max_line_length=998)


class MailTrouble(Exception):
    """A message that did not leave, or of which we cannot know.

    `was_refused`: nothing left. `may_retry`: trying again may help. Neither: we cannot know.
    """

    def __init__(
        self, reason: str, code: int | None, *, was_refused: bool, may_retry: bool
    ) -> None:
        super().__init__(reason)
        self.reason, self.code = reason, code
        self.was_refused, self.may_retry = was_refused, may_retry


@dataclass(frozen=True)
class Message:
    """One mail to one person."""

    to: str
    subject: str
    text: str
    html: str = ""
    to_name: str = ""
    lang: str = "fr"
    message_id: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def build(message: Message, sender: str) -> EmailMessage:
    """Return the bytes' source: text always, HTML beside it, nothing remote.

    Raises:
        MailTrouble: an address or a header that cannot be written (CR, LF, malformed).
    """
    try:
        return _written(message, sender)
    except (ValueError, IndexError) as error:
        raise MailTrouble(str(error), None, was_refused=True, may_retry=False) from error


def _written(message: Message, sender: str) -> EmailMessage:
    name, address = parseaddr(sender)
    mail = EmailMessage(policy=POLICY)
    mail["From"] = _address(name, address)
    mail["To"] = _address(message.to_name, message.to)
    mail["Subject"] = message.subject
    for header, value in message.headers.items():
        mail[header] = value
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    # A paragraph on one line may pass 998 octets, which strict servers refuse: quoted-printable.
    mail.set_content(message.text, cte="quoted-printable")
    if message.html:
        _add_page(mail, message.html)
    mail["Content-Language"] = message.lang  # last: setting the content drops such headers
    return mail


def _add_page(mail: EmailMessage, html: str) -> None:
    """Add a page, its pictures beside it as parts of the mail."""
    page, pictures = enclosed(html)
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    part = mail.get_body(("html",))
    for name, (data, kind) in pictures.items():
        if part is not None:
            part.add_related(data, "image", kind, cid=f"<{name}>", disposition="inline")


def _address(name: str, address: str) -> Address:
    if "\r" in name or "\n" in name:
        raise ValueError("a name holds a line break")
    address.encode("ascii")  # SMTP without extensions carries no other
    return Address(" ".join(name.split()), addr_spec=address)


class _Answer:
    """What a server says, read line by line, as long as it is no longer than an answer is."""

    def __init__(self, lines: BinaryIO) -> None:
        self._lines, self.left = lines, LONGEST_ANSWER
        self.close = lines.close

    def readline(self, most: int) -> bytes:
        """Read a line; raises `OSError` where a server does not come to an end."""
        line = self._lines.readline(most)
        self.left -= len(line)
        if self.left < 0:
            raise OSError("an answer without an end")
        return line


class _Line(smtplib.SMTP):
    """A talk with a mail server whose answers end."""

    file: Any  # what the library reads answers from; it makes one where there is none

    def getreply(self) -> tuple[int, bytes]:
        """Read one answer."""
        if self.sock is not None:
            if self.file is None:
                self.file = _Answer(self.sock.makefile("rb"))
            self.file.left = LONGEST_ANSWER
        return super().getreply()


class _SealedLine(_Line, smtplib.SMTP_SSL):
    """The same from the first byte on under TLS."""


class Postman:
    """Carries messages over one connection; a context manager."""

    def __init__(self, door: SmtpDoor, sender: str) -> None:
        self._door, self._sender = door, sender
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._hang_up()

    def carry(self, message: Message) -> None:
        """Hand one message over; returns when the server has taken it.

        Raises:
            MailTrouble: see there.
        """
        wire = build(message, self._sender).as_bytes()
        with held(IN_ALL) as calls:
            if self._smtp is not None and self._smtp.sock is not None:
                calls.hold(self._smtp.sock)
            self._carry(message.to, wire)

    def _carry(self, to: str, wire: bytes) -> None:
        try:
            self._envelope(self._connected(), to)
        except smtplib.SMTPServerDisconnected:
            # The server closed an idle connection: nothing of this message had left.
            self._hang_up()
            self._once_more(to)
        self._hand_over(self._connected(), wire)

    def _once_more(self, to: str) -> None:
        try:
            self._envelope(self._connected(), to)
        except smtplib.SMTPServerDisconnected as error:
            self._hang_up()
            reason = "hung up before the message"
            raise MailTrouble(reason, None, was_refused=True, may_retry=True) from error

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None:
            return self._smtp
        try:
            self._smtp = self._called()
            self._introduce(self._smtp)
        except smtplib.SMTPAuthenticationError as error:
            self._hang_up()
            raise MailTrouble(
                "login refused", error.smtp_code, was_refused=True, may_retry=True
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            reason = f"not connected: {type(error).__name__}"
            raise MailTrouble(reason, None, was_refused=True, may_retry=True) from error
        return self._smtp

    def _called(self) -> smtplib.SMTP:
        door = self._door
        if door.tls:  # without a context of ours smtplib believes any certificate
            context = ssl.create_default_context()
            return _SealedLine(door.host, door.port, timeout=PATIENCE, context=context)
        return _Line(door.host, door.port, timeout=PATIENCE)

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        if self._door.starttls:
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()  # `mail` does not greet by itself, `sendmail` would
        if self._door.user:
            smtp.login(self._door.user, self._door.password)

    def _envelope(self, smtp: smtplib.SMTP, to: str) -> None:
        """Say from whom and to whom: whatever fails here, nothing has left."""
        _, sender = parseaddr(self._sender)
        try:
            for code, answer in (smtp.mail(sender), smtp.rcpt(to)):
                if code >= 400:
                    with suppress(OSError):  # the refusal stands, whatever the line does now
                        smtp.rset()
                    raise _refusal(code, answer)
        except smtplib.SMTPServerDisconnected:
            raise
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            reason = f"broken before the message: {type(error).__name__}"
            raise MailTrouble(reason, None, was_refused=True, may_retry=True) from error

    def _hand_over(self, smtp: smtplib.SMTP, wire: bytes) -> None:
        """Send the message itself: an answer lost from here on cannot be known."""
        try:
            code, answer = smtp.data(wire)
        except smtplib.SMTPDataError as error:  # refused before a byte of the message
            self._hang_up()  # what this line still remembers of it is not for the next message
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            reason = f"answer lost: {type(error).__name__}"
            raise MailTrouble(reason, None, was_refused=False, may_retry=False) from error
        if code >= 400:
            raise _refusal(code, answer)

    def _hang_up(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _refusal(code: int, answer: bytes | str) -> MailTrouble:
    """4xx: later perhaps; 5xx: never. Either way the server did not take the message."""
    said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
    return MailTrouble(said[:200], code, was_refused=True, may_retry=code < 500)
