"""The words pass-phrases are proposed from: plain, without accents, none that hurts.

Six of them drawn by lot are 62 bits: out of reach for whoever steals the hash (argon2id).
"""

_TEXT = """
abeille abri accord acier acte adage adieu affiche agneau aigle aiguille aimant aisance album
algue alpage alto amande amarre ambre amphore ananas ancre anguille animal anneau annonce antenne
appel aquarelle arbre arcade archer ardoise argile arome arpent arrosoir artisan asile asperge
astre atelier atlas atoll aubaine auberge aubier audace auteur automne avalanche avenue averse
avion aviron avoine avril azur badge bagage bague baie balade balai balance balcon baleine balise
ballade ballon banane banc bande banjo barbe barque barrage basalte basilic bassin bateau baton
baume bazar beffroi beige belier berceau berge berger beurre biche bijou bille biscuit bison
blason bleuet bobine bocal bois boite bonbon bonnet bord botte bouche bouclier bougie bouleau
boulon bouquet bourdon bourgeon boussole bouton branche bras brasier brebis breton brevet bricole
brindille brioche brique brise brochet broderie bronze brosse brouette bruine brume bruyere budget
buffet buisson bulle bureau buste butin buvette cabane cabine cable cacao cactus cadeau cadran
cadre cahier caillou caisse calcul calepin calme camarade camion campus canal canard canne canoe
canot canyon capitaine capsule caramel caravane cargo caribou carnaval carnet carotte carreau
carte carton cascade casque castor cavalier cave caverne ceinture cendre centaure cercle cerf
cerfeuil cerise cerisier chaise chalet chaleur chalut chameau champ chanson chant chapeau charbon
chardon charrue chat chataigne chemin chemise chenal cheval chevreau chicon chiffon chiffre
chocolat chorale chouette cidre ciel cigale cigogne ciment cinema circuit cirque citron clairon
clapet classe clavier clef climat cloche clocher clou clown cobalt cocon cocotier coffre colibri
colis colline colombe colonne comete compas compote comptoir concert concorde condor conte copain
copie coquille corail corbeau corbeille cordage corde cordon corne cornet corolle corsage cosmos
costume coteau coton couleur couloir coupole courage courant courge couronne course cousin coussin
couteau couture couvent crabe craie crapaud cravate crayon creme crevette crique cristal crochet
croissant croquis cuillere cuisine cuivre culture curcuma cycle cygne cymbale dahlia damier danse
danseur datte dauphin decor degre delta demain dentelle depart desert dessert dessin destin detour
devise diamant diapason digue dimanche diner disque divan doigt dolmen domaine domino dossier
douche dragon drapeau dune duvet dynamo ecaille echarpe echelle echo eclair eclipse ecluse ecorce
ecran ecrin ecrou ecume ecureuil edition effort eglantine elan eleve embrun emeraude encre endive
energie enfance enigme enjeu entrain envol epaule epice epinette epingle eponge epoque equipe
erable ermite escale escalier escargot espace espoir essai essaim essence estampe estuaire etable
etage etagere etang etape etoffe etoile etude evasion eventail examen exemple express extrait
fable facade facteur faisan falaise fanfare fanion farandole farine faucon faune fauteuil faveur
fenetre fenouil ferme ferry festin festival feuille feutre ficelle fiction figue figuier filet
filin film filon fjord flacon flamant flamme flanelle fleche fleur fleuve flocon flore flotte
fluide flute foin folklore fontaine foret forge formule fossile fougere foulard four fourmi foyer
fraise framboise fregate frelon frene fresque friche frigo frise fruit fugue fusain fusee futaie
galaxie galerie galet galette galon gamelle gamme gant garenne gateau gazelle gazette gazon geai
gelee gemme genet geranium gerbe geste geyser gibier gilet gingembre girafe girofle girouette gite
givre glacier gland globe gnome gobelet golfe gomme gondole goudron gourde goyave grain graine
grammaire grange granit grappe gravier grelot grenier griffon grillon grive grotte groupe grue
guepard guide guirlande guitare gymnase habit haie halte hamac hameau hangar harpe havre heaume
hectare herbe herisson hermine heron hetre heure hibou histoire hiver homard horizon horloge hotel
houblon houle housse huile huitre humeur humus hutte hymne iceberg ideal idole igloo iguane image
imprimeur index indigo infini insecte instant iris isthme ivoire jade jaguar janvier jardin jargon
jarre jasmin jaune javelot jetee jeton jeudi jonc jongleur jonque jonquille joyau juillet juin
jumelle jungle jupe justice kayak kermesse kilo kimono kiosque kiwi koala lagon laine lama lampe
lampion lande langue lanterne lapin laque lard largesse lavande lecteur lecture legende legume
lessive lettre levain levier lexique lezard liane libellule licorne liege lierre lieu lilas limace
lime limon linge linotte lion liquide lisiere litre livre local loge logis losange lotus loup
loupe loutre lueur luge lumiere lundi lune lunette lupin lustre luth lutin luzerne lynx lyre
macaron machine magasin magie maillon mairie mais maison malice malle mammouth manche mandarine
mangue manteau marbre marche mardi mare marge marin marmite marmotte marron mars marteau martre
mascotte masque massif matelas matin mauve maxime meduse melange melodie melon membre memoire
menhir menthe menu mercredi merisier merle merveille mesange metal metier metro meuble miche midi
miel mimosa mine minute mirabelle miracle mirage miroir mission mistral mitaine mobile modele
moineau mois moisson moment monde monnaie montagne montre monument morse mortier mosaique moteur
motif motte mouette mouflon moule moulin mousse moutarde mouton muguet mulet mure muscade muse
musique myrtille nacre nageur naissance nappe narcisse narval nature navet navette navire nectar
neige nenuphar neveu nickel noeud noisette noix nomade nombre nord notaire note nougat nouille
novembre noyau noyer nuage nuance nuit numero nylon oasis objet ocarina ocean octave octobre odeur
oeillet oeuf oignon oiseau olive olivier ombre omelette oncle onde onyx opale opera orage orange
orbite orchestre orchidee ordre oreille oreiller organe orge orgue origan orme orque ortie oseille
osier otarie ouate ouest ours oursin outil outre ouvrage ovale pagaie page paille pain palais
palette palmier palombe panier panneau panorama papaye papier papillon paprika paquebot parasol
parc parcelle parchemin parfum parole parquet parrain partage passage pastel pastille patate
patience patin patio pause pavot paysage peche pecheur pedale peigne peinture pelage pelican pelle
pelouse peluche pendule pensee pente pepin pepite perche perdrix perle perron persil peuplier
phare phoque phrase piano pierre pieuvre pigeon pignon pilier pilote piment pinceau pingouin
pinson pioche pion pipeau pirate pirogue piste pivert pivoine placard plage plaine planche planete
plante plateau platre pliage plongeon pluie plume poche poele poeme poids poignet pointe poire
poireau poisson poivre poivron polka pollen pomelo pommade pomme pommier pompe poney pont porche
port portail portrait poterie potiron poudre poulain poulie poulpe poupee pourpre prairie praline
presse primevere prince printemps prisme profil projet promenade proue proverbe prune prunelle
public puits pull pupitre puzzle pyramide quai qualite quart quartz quatuor question quiche quille
quinoa rabot racine radar radeau radio radis rafale ragout raie raisin rallye rameau rampe ravin
ravioli rayon recette recif recital recolte refrain refuge regain regard regate reglisse reine
relais relief remorque rempart renard rencontre renne renoncule repas reseau reserve ressac
ressort reveil revue rhubarbe rideau rigole rime rivage rive riviere robe robinet roche rocher
roitelet roman romarin ronce ronde rosace rose roseau rosee rosier rotin roue rouge rouleau route
ruban rubis ruche rucher ruisseau rumba rythme sable sabot safran sagesse saison salade salle
salon salsifis sandale sanglier sapin sarcelle sardine sarment satin sauge saule saumon savane
saveur savon scarabee scene science sculpteur seau secret seigle selle semaine semelle semence
sentier septembre serie serin serpent serre serrure sesame seuil shampoing sifflet signal signe
silence silex sillage sillon silo sirop site skieur soie soir soja soleil solfege solo sommet
sonate songe sonnet sorbet sorbier souche soufflet souhait soulier soupe source sourire souris
sphere spirale stade statue steppe store style stylo sucre sureau surprise symbole systeme table
tableau tablier tache taille talisman talon talus tamarin tambour tamis tandem tango tapis tarif
tarte tartine tasse taupe taureau temple temps tente terrain terrasse terre terrier terrine tesson
texte textile theatre theiere theme thermos thon thym tiare tige tigre tilleul timbale timbre tipi
tirelire tiroir tisane tison tissu titre toast toile toit tomate tombola tonneau tonnerre topaze
torche tornade torrent torsade tortue totem toucan toundra toupie tour tournesol trace tracteur
train traineau trait trajet tramway tranche trapeze travail traversin trefle treille tremplin
tresor tresse triangle tribu tricot trille trio triton trompette tronc trone troupeau truelle
truffe truite tube tuile tulipe tunique tunnel turban turbine turquoise tuteur tuyau typhon usine
ustensile utopie vache vague vaisseau valise vallee vallon valse vanille vanneau vapeur vase veau
vedette veilleur velours vendanges vendredi vent ventouse verbe verger vernis verre verrou versant
veste vestiaire victoire vielle vigne vigueur village ville vinaigre violette violon virage visage
visite vison vitesse vitrail vitre vivier voeu voile voilier voisin voiture volant volcan volet
volume voyage voyelle wagon xylophone yacht yaourt yoga zebre zenith zephyr zeste zigzag zinc
zodiaque
"""
WORDS = tuple(_TEXT.split())
