"""What people type at the door, and how what is wrong with it is said."""

from flask_babel import lazy_gettext as _l

from comms.accounts.rules.tries import TooMany
from comms.accounts.service.signing_in import SignInWrong
from comms.core.refusal import teach

teach(
    {
        SignInWrong.WRONG_PAIR: _l("Cette adresse et cette phrase de passe ne vont pas ensemble."),
        TooMany.TRIES: _l("Trop d’essais de suite. Réessayez dans %(minutes)s min."),
    }
)
