"""How the days that matter are said."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from comms.calendar.rules import KeyDate

# Short: they stand in the corner of a day.
KEY_DATES: Mapping[KeyDate, object] = {
    KeyDate.COMMEMORATION: _l("commémorer les morts aux frontières"),
    KeyDate.WOMEN: _l("droits des femmes"),
    KeyDate.RACISM: _l("contre le racisme"),
    KeyDate.TRUCE_ENDS: _l("fin de la trêve hivernale"),
    KeyDate.PRESS: _l("liberté de la presse"),
    KeyDate.REFUGEES: _l("personnes réfugiées"),
    KeyDate.TRAFFICKING: _l("contre la traite"),
    KeyDate.POVERTY: _l("refus de la misère"),
    KeyDate.TRUCE_BEGINS: _l("début de la trêve hivernale"),
    KeyDate.CHILDREN: _l("droits de l’enfant"),
    KeyDate.VIOLENCE: _l("contre les violences faites aux femmes"),
    KeyDate.RIGHTS: _l("droits humains"),
    KeyDate.MIGRANTS: _l("personnes migrantes"),
    KeyDate.SUMMER_TIME: _l("heure d’été"),
    KeyDate.WINTER_TIME: _l("heure d’hiver"),
}
