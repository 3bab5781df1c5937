"""What a person decides about an alert that may be lost, or was refused."""

from comms.audit import service as audit
from comms.core import outward
from comms.core.rights import Actor
from comms.monitoring.alerts.models import AlertMail, GuestMail


def resolve(mail: AlertMail, answer: str, *, actor: Actor) -> None:
    """Say that a mail is there, send it again, or let it go.

    Raises:
        Refused: the mail asks nobody (any more), or the answer is none.
    """
    outward.resolve(mail, answer)
    audit.record(actor.id, f"alert.resolved_{answer}", "alert", mail.id)


def resolve_outside(mail: GuestMail, answer: str, *, actor: Actor) -> None:
    """Say that a mail to a guest is there, send it again, or let it go.

    Raises:
        Refused: the mail asks nobody (any more), or the answer is none.
    """
    outward.resolve(mail, answer)
    audit.record(actor.id, f"guest_alert.resolved_{answer}", "guest", mail.guest_id)
