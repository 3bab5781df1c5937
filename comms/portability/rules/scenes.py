"""What the demonstration's people wrote, in the order of its month."""

from comms.portability.rules.acts import At, Fate, Scene
from comms.portability.rules.letters import ANSWER, ARABIC, ENGLISH, FEBRUARY, INVITATION, JANUARY

SCENES = (
    Scene(
        "Note de janvier : 112 expulsions, même par grand froid",
        JANUARY,
        Fate.OUT,
        At(-21, "06:00"),
        begun=26,
        kind="release",
        lists=("Littoral", "Nationale société"),
        hand=("signal",),
        campaign="notes",
    ),
    Scene(
        "Bilan de janvier",
        "Janvier : [](figure:expulsions-janvier) expulsions de lieux de vie, une toutes les "
        "sept heures. Même pendant le "
        "plan grand froid. Notre note complète :",
        Fate.OUT,
        At(-21, "06:05"),
        begun=25,
        link="https://rivage.exemple/janvier",
        hand=("mastodon", "bluesky"),
        campaign="notes",
    ),
    Scene(
        "Expulsion à Calais",
        "Ce matin à Calais, [70](figure:estimation) personnes expulsées d’un lieu de vie, tentes "
        "et sacs saisis. "
        "C’est la troisième fois cette semaine au même endroit.",
        Fate.OUT,
        At(-16, "08:30"),
        begun=17,
        author="jonas",
        hand=("mastodon", "story"),
    ),
    Scene(
        "Réponse à la préfecture",
        ANSWER,
        Fate.OUT,
        At(-12, "11:00"),
        begun=13,
        kind="release",
        lists=("Littoral",),
        author="jonas",
    ),
    Scene(
        "Appel aux dons de tentes",
        "Nous cherchons 40 tentes et 60 couvertures avant le week-end. Dépôt au local, du mardi "
        "au vendredi, de 14 h à 18 h. Merci !",
        Fate.OUT,
        At(-9, "12:00"),
        begun=10,
        hand=("mastodon", "story"),
    ),
    Scene(
        "Anniversaire",
        "Deux ans déjà que l’Observatoire existe. Merci à toutes celles et ceux qui comptent, "
        "écoutent, écrivent.",
        Fate.DROPPED,
        At(-6, "09:00"),
        begun=8,
        author="jonas",
        hand=("story",),
    ),
    Scene(
        "Fil : droit à l’eau",
        "Un point d’eau pour 300 personnes : c’est ce qu’il reste à Loon-Plage depuis lundi. "
        "La loi demande un accès continu à l’eau potable.",
        Fate.EXPIRED,
        At(-2, "18:00"),
        begun=4,
        hand=("bluesky",),
        campaign="eau",
    ),
    Scene(
        "Communiqué : trois sites fermés à l’eau",
        "Trois lieux de vie du littoral n’ont plus aucun point d’eau depuis cinq jours.\n\n"
        "## Une obligation, pas une faveur\n\nL’accès à l’eau ne dépend pas du statut des "
        "personnes. Nous demandons la remise en eau immédiate.",
        Fate.DOUBTFUL,
        At(-1, "10:00"),
        begun=3,
        kind="release",
        place="Dunkerque",
        lists=("Nationale société",),
        campaign="eau",
    ),
    Scene(
        "Permanence juridique",
        "Jeudi, permanence juridique gratuite, de 14 h à 17 h, avec interprètes en arabe, dari "
        "et tigrigna.",
        Fate.MISSED,
        At(minutes_ago=75),
        begun=2,
        author="jonas",
        hand=("story",),
    ),
    Scene(
        "Eau coupée à Loon-Plage",
        "Depuis ce matin, l’eau est coupée sur le lieu de vie de Loon-Plage. 300 personnes, dont "
        "des enfants, n’ont plus accès à un point d’eau. C’est la 4e coupure en un mois. "
        "#DroitÀLEau",
        Fate.WAITS,
        At(minutes_ago=12),
        begun=1,
        link="https://rivage.exemple/eau",
        hand=("mastodon", "story"),
        campaign="eau",
    ),
    Scene(
        "Visuel « 48 heures »",
        "48 heures : c’est, en moyenne, le temps qui sépare deux expulsions au même endroit.",
        Fate.SCHEDULED,
        At(minutes_ago=-95),
        begun=2,
        hand=("story", "mastodon"),
        campaign="notes",
    ),
    Scene(
        "Février à la frontière : 98 expulsions en 28 jours",
        FEBRUARY,
        Fate.REVIEW,
        At(3, "06:00"),
        begun=3,
        kind="release",
        lists=("Littoral", "Radios et télévisions"),
        embargo=At(2, "12:00"),
        embargo_lists=("Nationale société",),
        hand=("signal",),
        campaign="notes",
        remark="Le registre dit 421, la première version disait 412 : c’est corrigé partout ?",
        passage="421 tentes et bâches",
    ),
    Scene(
        "Fil : une semaine d’expulsions",
        "Une semaine d’expulsions, jour par jour. Lundi : deux lieux de vie vidés avant sept "
        "heures, 90 personnes à la rue.",
        Fate.REVIEW,
        At(1, "09:00"),
        begun=1,
        author="jonas",
        hand=("mastodon", "bluesky"),
    ),
    Scene(
        "Rencontre au lycée",
        "Lundi, nous étions au lycée pour parler de ce que veut dire compter. Trente questions, "
        "aucune facile.",
        Fate.CHANGES,
        At(4, "12:00"),
        begun=2,
        hand=("story",),
        remark="On peut dire lequel ? Et il faudrait l’accord de la classe pour la photo.",
        passage="au lycée",
    ),
    Scene(
        "Note de février, une",
        "Février : [](figure:expulsions-fevrier) expulsions de lieux de vie en 28 jours. "
        "[](figure:tentes-fevrier) tentes et bâches saisies. "
        "Aucune solution d’hébergement proposée.",
        Fate.HELD,
        At(3, "06:05"),
        begun=2,
        link="https://rivage.exemple/fevrier",
        hand=("mastodon", "bluesky"),
        campaign="notes",
    ),
    Scene(
        "Un an d’expulsions : conférence de presse",
        INVITATION,
        Fate.SCHEDULED,
        At(8, "10:00"),
        begun=4,
        kind="release",
        genre="invitation",
        lists=("Littoral", "Radios et télévisions"),
    ),
    Scene(
        "شباط على الحدود: ٩٨ عملية إخلاء في ٢٨ يومًا",
        ARABIC,
        Fate.DRAFT,
        At(3, "06:00"),
        begun=1,
        kind="release",
        lang="ar",
        place="كاليه",
        campaign="notes",
    ),
    Scene(
        "February at the border: 98 evictions in 28 days",
        ENGLISH,
        Fate.DRAFT,
        None,
        begun=1,
        kind="release",
        lang="en",
        author="jonas",
        campaign="notes",
    ),
    Scene(
        "Portraits",
        "Elles cuisinent pour deux cents personnes chaque soir, et personne ne les voit. "
        "Portraits à venir.",
        Fate.DRAFT,
        At(12, "12:00"),
        begun=1,
        hand=("story",),
    ),
)
