"""How what the book says no to is said."""

from flask_babel import lazy_gettext as _l

from comms.adapters.sheets import SheetTrouble
from comms.adapters.vcards import CardTrouble
from comms.contacts.rules.calling import CallWrong
from comms.contacts.rules.drafts import RowWrong
from comms.contacts.rules.importing import ImportWrong
from comms.contacts.rules.merging import MergeWrong
from comms.contacts.rules.requests import RequestWrong
from comms.contacts.rules.words import ListWrong, PersonWrong
from comms.core.refusal import teach

teach(
    {
        SheetTrouble.EMPTY: _l("Ce fichier ne contient aucune ligne de données."),
        SheetTrouble.TOO_BIG: _l("Ce fichier est trop lourd : %(most)s Mo au plus. Coupez-le."),
        SheetTrouble.HAS_NULS: _l(
            "La ligne %(line)s contient un caractère nul : le fichier est abîmé. "
            "Ouvrez-le dans un tableur et enregistrez-le de nouveau en CSV."
        ),
        SheetTrouble.TOO_MANY_COLUMNS: _l(
            "Ce fichier a %(columns)s colonnes : %(most)s au plus. "
            "Vérifiez le séparateur, ou retirez les colonnes inutiles."
        ),
        SheetTrouble.TOO_MANY_ROWS: _l(
            "Ce fichier a %(rows)s lignes : %(most)s au plus. Coupez-le en plusieurs."
        ),
        SheetTrouble.CELL_TOO_LONG: _l(
            "Une case de la ligne %(line)s est trop longue. "
            "Un guillemet est peut-être resté ouvert."
        ),
        SheetTrouble.A_WORKBOOK: _l(
            "Ce classeur ne s’ouvre pas : il est abîmé ou protégé. "
            "Ouvrez-le dans un tableur et choisissez « Enregistrer sous… CSV »."
        ),
        SheetTrouble.NOT_TEXT: _l(
            "Ce fichier n’est pas un tableau : choisissez un CSV, un classeur .xlsx "
            "ou des fiches .vcf."
        ),
        SheetTrouble.UNKNOWN_ENCODING: _l("L’encodage « %(encoding)s » ne lit pas ce fichier."),
        CardTrouble.UNREADABLE: _l("La fiche qui commence à la ligne %(line)s ne se lit pas."),
        CardTrouble.TOO_BIG: _l("Ce fichier est trop lourd : %(most)s Mo au plus. Coupez-le."),
        CardTrouble.TOO_MANY: _l("Ce fichier a trop de fiches : %(most)s au plus. Coupez-le."),
        ImportWrong.NO_FILE: _l("Choisissez un fichier, ou collez les cases d’un tableur."),
        ImportWrong.NO_ORIGIN: _l(
            "Dites d’où viennent ces contacts (« salon du 3 mai », « fichier de Léa »)."
        ),
        ImportWrong.MAP_UNREADABLE: _l(
            "La correspondance des colonnes n’est pas lisible : un objet JSON "
            "« colonne » → « champ » est attendu."
        ),
        ImportWrong.MAP_UNKNOWN: _l(
            "La correspondance nomme un champ inconnu : « %(field)s ». Champs : %(fields)s."
        ),
        ImportWrong.UNKNOWN: _l("Aucun import ne porte ce numéro."),
        ImportWrong.UNDONE: _l("Cet import est déjà annulé."),
        ImportWrong.TOO_OLD: _l("Cet import a plus de 30 jours : il ne s’annule plus."),
        ImportWrong.DECIDED: _l("Cette ligne est déjà décidée."),
        ImportWrong.FOR_OTHERS: _l("Cette ligne attend la décision d’un·e autre membre."),
        ImportWrong.GONE: _l("La personne proposée n’est plus dans le carnet."),
        PersonWrong.NO_NAME: _l("Donnez un nom, ou le nom du service."),
        PersonWrong.NO_ORIGIN: _l("Dites d’où vient ce contact (« carte de visite, 3 mai »)."),
        PersonWrong.BAD_EMAIL: _l("« %(typed)s » n’est pas une adresse mail : corrigez-la."),
        PersonWrong.BAD_PHONE: _l("« %(typed)s » n’est pas un numéro : corrigez-le."),
        PersonWrong.ERASED: _l(
            "Cette adresse est celle d’une personne effacée à sa demande : elle ne revient pas."
        ),
        PersonWrong.CHANGED: _l(
            "Quelqu’un a modifié cette fiche entre-temps. Ouvrez-la dans un autre onglet, "
            "reprenez ce qui manque, puis enregistrez de nouveau."
        ),
        PersonWrong.TOO_LONG: _l(
            "Un des champs est trop long : %(longest)s signes au plus. Rien n’est enregistré."
        ),
        PersonWrong.TOO_MANY_ROLES: _l("C’est trop de fonctions : %(roles)s au plus."),
        PersonWrong.NOTHING_SAID: _l("Écrivez ce qui a été dit, même en un mot."),
        PersonWrong.UNKNOWN: _l("Aucun contact ne porte ce numéro."),
        PersonWrong.BAD_PERIOD: _l(
            "Une fonction finit après avoir commencé, et au plus tard aujourd’hui : "
            "corrigez ses deux jours."
        ),
        PersonWrong.BAD_HOUR: _l("Cette date n’est pas lisible : choisissez le jour et l’heure."),
        MergeWrong.SAME: _l("C’est la même fiche : choisissez-en une autre."),
        MergeWrong.UNDONE: _l("Ces deux fiches sont déjà séparées."),
        MergeWrong.TOO_OLD: _l("Cette réunion a plus de 30 jours : elle ne s’annule plus."),
        RequestWrong.NO_SUBJECT: _l("Dites ce qui est demandé, même en deux mots."),
        RequestWrong.CLOSED: _l("Cette demande est déjà close."),
        RequestWrong.CONSENT_ENDED: _l(
            "%(name)s : l’accord a pris fin le %(day)s. Renouvelez-le, ou choisissez "
            "une autre personne."
        ),
        RequestWrong.NO_SPOKESPERSON: _l("Choisissez qui a répondu."),
        RequestWrong.NO_NAME: _l("Donnez un nom, ou le nom choisi par la personne."),
        RequestWrong.NO_DAY: _l("Donnez le jour."),
        RequestWrong.NOBODY: _l("Choisissez qui suit la demande, parmi les membres."),
        CallWrong.NO_NAME: _l("Donnez un nom à la séance : ce pour quoi l’on appelle."),
        CallWrong.NOBODY: _l(
            "Personne à appeler sur « %(name)s » : ajoutez des numéros aux fiches, "
            "ou choisissez une autre liste."
        ),
        CallWrong.NOT_YOURS: _l(
            "Cet appel n’est plus à vous : il a été rendu ou repris. Prenez la personne suivante."
        ),
        CallWrong.CLOSED: _l("Cette séance est terminée : ouvrez-en une autre."),
        CallWrong.NO_HOUR: _l("Dites quand rappeler."),
        CallWrong.NO_PERSON: _l("Donnez au moins un nom."),
        ListWrong.NO_NAME: _l("Donnez un nom à la liste."),
        ListWrong.KNOWN: _l("La liste « %(name)s » existe déjà."),
        ListWrong.NO_WORDS: _l("Cette recherche ne contient aucun mot : écrivez-en au moins un."),
        ListWrong.NOBODY_CHOSEN: _l(
            "Personne n’est ajouté : cochez d’abord qui ajouter à la liste."
        ),
        RowWrong.NOBODY: _l("Ni nom ni adresse : personne à joindre."),
        RowWrong.BAD_ADDRESS: _l("Adresse illisible, et aucun autre moyen de joindre la personne."),
        RowWrong.OBJECTED: _l("Opposition : cette personne ne veut plus recevoir de messages."),
        RowWrong.ERASED: _l("Effacée à sa demande : cette personne ne revient pas par un import."),
    }
)
