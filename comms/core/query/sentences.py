"""What a person reads when a query cannot be read; the place and the guesses stand beside it."""

from flask_babel import lazy_gettext as _l

from comms.core.query.refusal import Reason
from comms.core.refusal import teach

teach(
    {
        Reason.EMPTY_QUERY: _l("La requête est vide : écrivez au moins un mot."),
        Reason.EMPTY_GROUP: _l("Il n’y a rien entre ces parenthèses."),
        Reason.EMPTY_PHRASE: _l("Il n’y a aucun mot entre ces guillemets."),
        Reason.NO_WORD: _l("« %(piece)s » n’a ni lettre ni chiffre : il n’y a rien à chercher."),
        Reason.STAR_INSIDE: _l("« %(piece)s » : l’astérisque ne se met qu’à la fin (expul*)."),
        Reason.STAR_TOO_EARLY: _l(
            "« %(piece)s » : il faut au moins %(least)s lettres ou chiffres avant l’astérisque."
        ),
        Reason.STAR_WITH_SIGN: _l("« %(piece)s » : l’astérisque ne va ni avec = ni avec ~."),
        Reason.FIELD_UNKNOWN: _l(
            "« %(field)s: » n’est pas un champ. Les champs sont title, text, author, source, url "
            "et lang, en minuscules. Pour chercher les mots, mettez-les entre guillemets."
        ),
        Reason.FIELD_ALONE: _l(
            "Le mot cherché doit suivre « %(field)s: » sans espace ni parenthèse (title:Calais)."
        ),
        Reason.SIGN_ON_ADDRESS: _l(
            "« %(field)s: » se compare tel quel : il ne prend ni *, ni #, ni = ou ~ au début."
        ),
        Reason.COUNT_ZERO: _l("« %(piece)s » : un nombre de fois commence à #1."),
        Reason.NEAR_DISTANCE: _l(
            "« %(piece)s » : après la barre, il faut un nombre de 0 à %(most)s."
        ),
        Reason.NEAR_OPERAND: _l(
            "« %(piece)s » ne peut pas se trouver à côté de NEAR : seulement un mot, une suite "
            "de mots entre guillemets, ou un choix comme (a OR b)."
        ),
        Reason.SIDE_MISSING: _l(
            "Il manque un côté à « %(piece)s ». Pour chercher ce mot, écrivez-le en minuscules ou "
            "entre guillemets."
        ),
        Reason.PARENTHESIS_UNPAIRED: _l("Cette parenthèse n’a pas son autre moitié."),
        Reason.QUOTE_UNPAIRED: _l("Ce guillemet n’a pas son autre moitié."),
        Reason.MIXED: _l(
            "AND (ou une espace) et OR se suivent sans parenthèses : deux lectures sont possibles. "
            "Choisissez la vôtre."
        ),
        Reason.MATCHES_EMPTY: _l(
            "Une page vide répondrait à cette requête. Ajoutez un mot à trouver, pas seulement des "
            "mots à exclure."
        ),
        Reason.TOO_MANY_TERMS: _l(
            "Cette requête a plus de %(most)s termes : partagez-la en plusieurs veilles."
        ),
        Reason.TOO_DEEP: _l("Plus de %(most)s parenthèses sont ouvertes les unes dans les autres."),
    }
)
