"""The invented press of the demonstration: who is in the book, what is read, what was written.

Every name, number and address is invented; addresses end in a domain that does not exist, numbers
are of the range kept for fiction in France (ARCEP: 06 39 98).
"""

from dataclasses import dataclass

ORIGIN = "démonstration"
# As French Excel writes it: semicolons; the import reads its columns by their headings.
BOOK = """Nom;Prénom;Média;Fonction;Rubrique;E-mail;Téléphone;Ville;Langues;Listes
ROUSSEL;Camille;La Voix du Littoral;journaliste;société, frontière;c.roussel@voix-littoral.exemple;06 39 98 00 11;Calais;français, anglais;Littoral / Nationale société
LE ROUX;Karim;Radio Phare;chef de la matinale;matinale;k.leroux@radio-phare.exemple;06 39 98 00 12;Dunkerque;français;Littoral / Radios et télévisions
MAROUF;Hélène;;pigiste;exil, Méditerranée;h.marouf@pige.exemple;06 39 98 00 13;Lille;français, anglais, arabe;Nationale société
HARGREAVES;Tom;Channel Report;correspondent;migration;tom.hargreaves@channelreport.exemple;06 39 98 00 14;Douvres;anglais;Nationale société
LEFÈVRE;Élodie;Ouest-Info;journaliste;justice;e.lefevre@ouest-info.exemple;06 39 98 00 15;Rennes;français;Nationale société
BEN AHMED;Yassine;Delta Radio;reporter;terrain;y.benahmed@delta-radio.exemple;06 39 98 00 16;Calais;français, arabe;Littoral / Radios et télévisions
D’ALMEIDA;Inês;Le Nord;cheffe de rubrique;société;i.dalmeida@le-nord.exemple;06 39 98 00 17;Lille;français, portugais;Littoral / Nationale société
O’BRIEN;Siobhan;The Strait Times;home affairs editor;home affairs;s.obrien@strait-times.exemple;06 39 98 00 18;Londres;anglais;Nationale société
WINTER;Jonas;Abendblick;Korrespondent;Europa;j.winter@abendblick.exemple;06 39 98 00 19;Berlin;allemand, anglais;Nationale société
HAILE;Selam;Radio Diaspora;journaliste;communautés;s.haile@radio-diaspora.exemple;06 39 98 00 20;Paris;français, tigrigna;Radios et télévisions
KARIMI;Zahra;Revue Ici;rédactrice;récits;z.karimi@revue-ici.exemple;06 39 98 00 21;Paris;français, persan;Nationale société
DUPONT-MOREL;Jean-François;Télé Rivage;rédacteur en chef;;jf.dupontmorel@tele-rivage.exemple;06 39 98 00 22;Boulogne;français;Littoral / Radios et télévisions
MARCHAND;Paul;Hebdo social;journaliste;travail, droits;p.marchand@hebdo-social.exemple;06 39 98 00 23;Paris;français;Nationale société
VANDENBROUCKE;Lies;Grenskrant;redactrice;grens;l.vandenbroucke@grenskrant.exemple;06 39 98 00 24;Furnes;néerlandais, français;Littoral
SZŁAPKA;Ewa;Agence Cap;photographe;;e.szlapka@agence-cap.exemple;06 39 98 00 25;Calais;français, polonais;Littoral
;;La Voix du Littoral;;;redaction@voix-littoral.exemple;06 39 98 00 30;Calais;français;Littoral
;;Radio Phare;;;redaction@radio-phare.exemple;06 39 98 00 31;Dunkerque;français;Radios et télévisions
"""  # noqa: E501 - a row of a table is one line


@dataclass(frozen=True)
class Read:
    """A feed of the demonstration; polled it answers nothing, as its domain does not exist."""

    title: str
    host: str
    lang: str = "fr"

    @property
    def url(self) -> str:
        """Return the address of the feed."""
        return f"https://{self.host}.exemple/feed"


FEEDS = (
    Read("La Voix du Littoral", "voix-littoral"),
    Read("Le Nord", "le-nord"),
    Read("Ouest-Info", "ouest-info"),
    Read("Hebdo social", "hebdo-social"),
    Read("Radio Phare", "radio-phare"),
    Read("Channel Report", "channelreport", "en"),
    Read("Sahifa", "sahifa", "ar"),
)


@dataclass(frozen=True)
class Article:
    """What a feed showed, so many hours ago."""

    host: str
    hours_ago: float
    title: str
    text: str
    author: str = ""
    tags: tuple[str, ...] = ()


WATCHES = (
    ("Notre nom", '"Observatoire du Rivage" OU "l’Observatoire"'),
    ("Expulsions à Calais", "(expulsion* OU évacuation*) ET (Calais OU Grande-Synthe)"),
    ("L’eau", "(eau OU water) ET (Loon-Plage OU Calais) ET exil*"),
)

ARTICLES = (
    Article(
        "hebdo-social",
        19,
        "Calais : l’association dénonce 1 226 « personnes » expulsées",
        "Un chiffre qui donne le tournis : 1 226 exilés ont été expulsés de leurs campements à "
        "Calais, selon l’Observatoire du Rivage, dont le rapport annuel vient de paraître.",
        "Paul Marchand",
    ),
    Article(
        "ouest-info",
        44,
        "À la frontière, des tentes saisies chaque semaine",
        "À Calais, les expulsions se succèdent. L’Observatoire du Rivage a compté 421 tentes et "
        "bâches saisies en février.",
        "Élodie Lefèvre",
    ),
    Article(
        "le-nord",
        43,
        "À la frontière, des tentes saisies chaque semaine",
        "À Calais, les expulsions se succèdent. L’Observatoire du Rivage a compté 421 tentes et "
        "bâches saisies en février. (dépêche)",
    ),
    Article(
        "voix-littoral",
        52,
        "« Ils sont venus à sept heures »",
        "Reportage sur un lieu de vie de Grande-Synthe, après l’expulsion de mardi. Les équipes "
        "de l’Observatoire du Rivage étaient présentes.",
        "Camille Roussel",
    ),
    Article(
        "le-nord",
        28,
        "Migrants : la préfecture conteste les chiffres associatifs",
        "La préfecture conteste le décompte des expulsions à Calais publié par l’Observatoire du "
        "Rivage.",
        "Inês D’Almeida",
        ("Abonnés",),
    ),
    Article(
        "radio-phare",
        6,
        "Loon-Plage : l’eau coupée pour 300 personnes exilées",
        "Depuis ce matin, plus une goutte d’eau pour les personnes exilées de Loon-Plage.",
        "Karim Le Roux",
    ),
    Article(
        "channelreport",
        31,
        "Water cut off again for people in exile near Calais",
        "For the fourth time in a month, water has been cut off at a living site near Calais, "
        "says the Observatoire du Rivage.",
        "Tom Hargreaves",
    ),
    Article(
        "sahifa",
        60,
        "منظمة: إخلاء مخيمات كاليه كل ٤٨ ساعة",
        "قالت منظمة Observatoire du Rivage إن عمليات الإخلاء في كاليه تتكرر كل ٤٨ ساعة.",
    ),
    Article("le-nord", 3, "Le port de Dunkerque agrandit son terminal", "Un chantier de deux ans."),
    Article("ouest-info", 9, "Football : Calais renverse Boulogne", "Victoire 3 à 2."),
    Article("voix-littoral", 12, "Une librairie rouvre à Calais", "Après deux ans de travaux."),
)

# Of an article for subscribers, by the one here who subscribes.
READ_ON = (
    "Migrants : la préfecture conteste les chiffres associatifs",
    (
        "« Nous ne tenons pas de registre », reconnaît pourtant le cabinet du préfet.\nLe décompte "
        "de l’Observatoire du Rivage reste le seul publié chaque mois."
    ),
    "La préfecture dit n’avoir aucun décompte à opposer au nôtre.",
)
