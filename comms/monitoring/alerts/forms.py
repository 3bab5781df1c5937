"""How what cannot be decided about an alert is said."""

from flask_babel import lazy_gettext as _l

from comms.core.refusal import teach
from comms.monitoring.alerts.rules import AlertWrong

teach(
    {
        AlertWrong.NOT_WAITING: _l("Cette alerte n’attend plus de décision."),
        AlertWrong.UNKNOWN_ANSWER: _l("Répondez : reçue, à renvoyer, ou à laisser tomber."),
    }
)
