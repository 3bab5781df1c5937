"""How the states of a sending are said, and why a person cannot decide so."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from comms.core.refusal import teach
from comms.core.ways import Way
from comms.mailings.rules import MailingState, MailingWrong

STATES: Mapping[str, object] = {
    MailingState.DUE: _l("à envoyer"),
    MailingState.OPEN: _l("en cours d’envoi"),
    MailingState.DONE: _l("envoyé"),
    MailingState.MISSED: _l("heure manquée"),
    MailingState.DOUBTFUL: _l("parti ou pas ?"),
    MailingState.BLOCKED: _l("bloqué"),
    MailingState.HELD: _l("suspendu"),
    MailingState.DROPPED: _l("abandonné"),
}
DELIVERIES: Mapping[str, object] = {
    Way.DUE: _l("à envoyer"),
    Way.CLAIMED: _l("envoi en cours"),
    Way.DOUBTFUL: _l("parti ou pas ?"),
    Way.SENT: _l("envoyé"),
    Way.FAILED: _l("refusé"),
    Way.MISSED: _l("heure manquée"),
    Way.BLOCKED: _l("ne veut plus rien recevoir"),
    Way.HELD: _l("suspendu"),
    Way.DROPPED: _l("abandonné"),
}
# Why a mail did not surely leave, as the ledger keeps it when the reason is ours.
REASONS: Mapping[str, object] = {
    "answer lost": _l("la réponse du serveur s’est perdue"),
    "not connected": _l("le serveur de mail n’a pas répondu"),
    "hung up before the message": _l("le serveur a raccroché avant le message"),
    "broken before the message": _l("la ligne s’est coupée avant le message"),
    "not written": _l("le message n’a pas pu être écrit"),
    "objection": _l("opposition notée"),
}

teach(
    {
        MailingWrong.ANOTHER_DAY: _l(
            "Le jour prévu est passé : choisissez une nouvelle heure dans le contenu, "
            "puis faites-la valider."
        ),
        MailingWrong.UNKNOWN_LINK: _l(
            "Ce lien n’est pas de nous, ou il est incomplet. Copiez-le en entier depuis le message."
        ),
        MailingWrong.OBJECTED: _l("Cette personne ne veut plus rien recevoir de nous."),
        MailingWrong.NOT_APPROVED: _l(
            "Ce contenu est suspendu, ou il a changé depuis cet envoi : rien ne repart "
            "avant qu’il soit repris ou validé de nouveau."
        ),
        MailingWrong.UNFIT: _l(
            "Ce texte n’est plus à envoyer : ce qu’il cite a été retiré ou n’est plus sûr. "
            "Rien ne part."
        ),
        MailingWrong.NO_DOOR: _l("Aucun serveur de mail n’est réglé : rien ne partira par mail."),
    }
)


def reason(error: str) -> str:
    """Return why a mail did not surely leave: our reasons in words, a server's as it gave them."""
    return str(REASONS.get(error.partition(":")[0], error))
