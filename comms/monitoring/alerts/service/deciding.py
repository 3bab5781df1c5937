"""What a person decides about an alert that may be lost, or was refused."""

from comms.audit import service as audit
from comms.core import clock, outward
from comms.core.refusal import Refused
from comms.core.ways import ASKING
from comms.monitoring.alerts.models import AlertMail
from comms.monitoring.alerts.rules import ANSWERS, AlertWrong


def resolve(mail: AlertMail, answer: str, *, actor: int) -> None:
    """Say that a mail is there, send it again, or let it go."""
    outward.look_again(mail)
    if mail.state not in ASKING:
        raise Refused(AlertWrong.NOT_WAITING)
    if answer not in ANSWERS:
        raise Refused(AlertWrong.UNKNOWN_ANSWER)
    outward.decide(mail, ANSWERS[answer], now=clock.now())
    audit.record(actor, f"alert.resolved_{answer}", "alert", mail.id)
