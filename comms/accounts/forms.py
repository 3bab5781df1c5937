"""What people choose from at the door and among members, and how what is wrong is said."""

from flask_babel import lazy_gettext as _l

from comms.accounts.rules.addresses import AddressWrong
from comms.accounts.rules.links import LinkWrong
from comms.accounts.rules.passphrases import LONGEST, SHORTEST, Weakness
from comms.accounts.rules.roles import RoleWrong
from comms.accounts.rules.tries import TooMany
from comms.accounts.service.factors import FactorWrong
from comms.accounts.service.members import MemberWrong
from comms.accounts.service.signing_in import SignInWrong
from comms.core.refusal import teach
from comms.core.rights import College, Role

ROLES = {
    Role.GUEST: _l("Bénévole : lit le calendrier, propose des idées"),
    Role.AUTHOR: _l("Stagiaire : écrit, tient les contacts et la veille"),
    Role.APPROVER: _l("Salarié·e ou CA : valide, diffuse, exporte"),
    Role.ADMIN: _l("Administration : règle l’outil, tient les membres"),
}
COLLEGES = {
    "": _l("aucun collège"),
    College.STAFF: _l("équipe salariée"),
    College.BOARD: _l("conseil d’administration"),
}
LANGUAGES = (("fr", "Français"), ("en", "English"))
ZONES = (  # proposed; any other is taken too
    "Europe/Paris", "Europe/London", "Europe/Brussels", "Europe/Berlin", "Europe/Athens",
    "Africa/Asmara", "Africa/Khartoum", "Asia/Baghdad", "Asia/Tehran", "Asia/Kabul", "UTC",
)  # fmt: skip

teach(
    {
        SignInWrong.WRONG_PAIR: _l("Cette adresse et cette phrase de passe ne vont pas ensemble."),
        TooMany.TRIES: _l("Trop d’essais de suite. Réessayez dans %(minutes)s min."),
        FactorWrong.CODE: _l(
            "Ce code ne convient pas, ou il a déjà servi. Attendez le suivant, puis réessayez."
        ),
        FactorWrong.NEW_CODE: _l(
            "Ce code ne convient pas. Vérifiez que l’horloge du téléphone est à l’heure, "
            "puis tapez le code affiché à présent."
        ),
        FactorWrong.KEY_LOST: _l(
            "La clé de cette installation a changé : une personne qui administre doit "
            "réinitialiser votre second facteur."
        ),
        FactorWrong.NOT_BEGUN: _l("Recommencez : cette page ne valait plus."),
        FactorWrong.ROLE_NEEDS_IT: _l(
            "Votre rôle fait partir des textes : il demande un second facteur."
        ),
        LinkWrong.DEAD: _l(
            "Ce lien n’ouvre plus rien : il a déjà servi, il a été remplacé, ou plus de trois "
            "jours ont passé. Demandez-en un autre."
        ),
        AddressWrong.UNREADABLE: _l("Cette adresse électronique n’en est pas une : vérifiez-la."),
        AddressWrong.KNOWN: _l("Une personne est déjà inscrite avec cette adresse."),
        MemberWrong.NAME_MISSING: _l("Il manque le nom."),
        MemberWrong.UNKNOWN: _l("Personne n’est inscrit avec cette adresse."),
        MemberWrong.WRONG_PASSPHRASE: _l("Votre phrase de passe actuelle n’est pas celle-là."),
        RoleWrong.UNKNOWN: _l(
            "Ce rôle n’existe pas. Les rôles sont : guest, author, approver, admin."
        ),
        RoleWrong.COLLEGE_UNKNOWN: _l("Ce collège n’existe pas. Les collèges sont : staff, board."),
        RoleWrong.COLLEGE_MISSING: _l(
            "Une personne qui valide parle pour un collège : l’équipe salariée "
            "ou le conseil d’administration. Choisissez-le."
        ),
        RoleWrong.LAST_ADMIN: _l(
            "C’est la dernière personne qui administre : donnez d’abord ce rôle à quelqu’un "
            "d’autre, sinon plus personne ne pourrait ouvrir la porte."
        ),
        Weakness.TOO_SHORT: _l(
            "Cette phrase de passe est trop courte : %(shortest)s caractères au moins.",
            shortest=SHORTEST,
        ),
        Weakness.TOO_LONG: _l(
            "Cette phrase de passe est trop longue : %(longest)s caractères au plus.",
            longest=LONGEST,
        ),
        Weakness.TOO_PLAIN: _l(
            "Cette phrase de passe se devine : évitez les suites du clavier et les répétitions. "
            "Plusieurs mots sans rapport entre eux conviennent."
        ),
        Weakness.ABOUT_YOU: _l(
            "Cette phrase de passe ne contient guère que votre nom ou votre adresse : "
            "choisissez des mots qui ne parlent pas de vous."
        ),
        Weakness.NOT_TWICE: _l("Les deux phrases de passe diffèrent : tapez deux fois la même."),
    }
)
