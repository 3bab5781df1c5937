"""Given names that tell which half of a name comes first, and relatives from slips of the pen."""

from comms.core.text import fold

_FRENCH = """
adam adele adeline adrien adrienne agathe agnes aime aimee alain alban alex alexandra alexandre
alexia alexis alice aline alix amandine amaury ambre amelie anais anastasia andre andrea andree
ange angele angelina angelique anna annabelle anne annick annie anouk anthony antoine antonin
apolline arielle armand armelle arnaud arsene arthur astrid aude audrey auguste augustin aurelia
aurelie aurelien aurore axel axelle aymeric baptiste barbara barnabe bastien baudouin beatrice
benedicte benjamin benoit berenice bernadette bernard berthe bertrand blaise blanche boris brice
brigitte bruno camille candice capucine carine carla carole caroline catherine cecile cedric
celeste celestin celia celine cesar chantal charles charlie charline charlotte chloe christel
christelle christian christiane christine christophe claire clara clarisse claude claudette
claudine clea clemence clement clementine cleo clotilde colette colin coline come constance
constant coralie corentin corinne cyril cyrille damien dan daniel daniele danielle daphne david
deborah delphine denis denise diane didier dimitri dominique donatien doriane dorothee edgar
edith edmond edouard eleonore eliane elias elie eliette eline elisa elisabeth elise eliot ella
elodie elsa eloise emeline emeric emile emilie emilien emma emmanuel emmanuelle enzo eric erika
ernest erwan estelle esther etienne eugene eugenie eva evan eve evelyne fabien fabienne fabrice
fanny faustine felicie felicien felix fernand fernande fiona flavie flavien fleur flora florence
florent florian floriane france francine francis franck francois francoise frank frederic
frederique gabin gabriel gabrielle gael gaelle gaetan gaspard gaston gautier genevieve geoffrey
geoffroy george georges georgette gerald geraldine gerard germain ghislain ghislaine gilbert
gilberte gilles gisele gregoire gregory guilhem guillaume gustave guy gwenael gwenaelle gwendoline
helene heloise henri henriette herve hippolyte honorine hortense hubert hugo hugues ines ingrid
irene iris isabelle isadora isaure ivan jacqueline jacques jade jean jeanne jeannine jeremie
jeremy jerome joachim joanna jocelyn jocelyne joel joelle johan johanna jonas jonathan jordan
jose joseph josephine josette josiane judith jules julia julian julie julien juliette justin
justine karen karine katia laetitia lara laura laure laureline laurence laurent lea leandre lena
leo leon leonie leopold leticia lia liliane lilian lily lina line lionel lisa lise loic lola lou
louane louis louisa louise luc lucas lucette lucie lucien lucienne lucile ludivine ludovic
madeleine mael maelle maeva magali malo manon manuel manuela marc marceau marcel marcelle margaux
margot marguerite maria mariane marianne marie marin marina marine marion marius marjorie marlene
martial martin martine mateo mathias mathieu mathilde mathis matthias matthieu maud maurice max
maxence maxime maximilien maya melanie melina melissa mercedes michael michel michele micheline
mickael mireille mona monique morgan morgane muriel mylene myriam nadege nadia nadine natacha
nathalie nathan nestor nicolas nicole nina noe noel noelle noemie norbert odette odile oceane
olivia olivier olympe ombeline oriane oscar pacome pascal pascale patrice patricia patrick paul
paula paule paulette pauline perrine philippe philomene pierre pierrette quentin rachel ralph
raoul raphael raphaelle raymond raymonde rebecca regine regis reine remi remy renaud rene renee
richard rita robert roberte robin rodolphe rodrigue roger roland rolande romain romane romuald
romy ronan rosalie rose roseline roxane ruben sabine sabrina salome samantha samuel sandra
sandrine sarah sebastien segolene serge severin severine sibylle sidonie simon simone sofia
solange solene soline sonia sophie stanislas stella stephane stephanie suzanne suzie sylvain
sylvaine sylvette sylviane sylvie tanguy tania tatiana teddy terence thais thea theo theodore
therese theophile thibaud thibault thibaut thierry thomas tiffany timothee tina titouan tom tony
toussaint tristan ugo ulysse urbain ursule valentin valentine valerie vanessa vera veronique
victoire victor victoria vincent violaine violette virginie vivian viviane vladimir wandrille
wilfrid william xavier yael yan yann yannick yannis yoann yohan yolande yvan yves yvette yvon
yvonne zacharie zelie zoe
"""
_ELSEWHERE = """
abdallah abdel abdelaziz abdelkader abdellah abdou abdoulaye abdul abdullah abu adama adil adnan
ahmad ahmed aicha aida ahlam akram alessandro alessia alfred ali alioune alpha amal amar amara
amin amina aminata amine amir amira anas andrei andrew andy anisa anisse anita anwar arash aref
asif asma assia awa aya ayman ayoub aziz aziza bachir basma bashir besma bilal birgit bob bouba
boubacar brahim brian bruce carlos carmen cem charlene cheikh chiara chris claudia claudio conor
craig dalia daoud david deniz diego djamel djamila donald driss duncan dylan ebrahim elena eleni
elif elizabeth ellen emily emre erik ester fadi fahad faisal faiza fares farid farida farouk
farzad fatiha fatima fatma fatou fatoumata federico ferhat fernando fiona francesca francesco
frida fritz gareth gemma george giovanni giulia giuseppe grace graham greta habib habiba hafid
hakim hakima halima hamid hamida hamza hana hanan hani hannah hans harry hasan hassan hatem hayat
heather heidi helen henry hicham hind hugh huda hussein ian ibrahim ibrahima idriss iman imane
imran inaya ines ingrid ioana irina isa isaac isabel ismael ismail issa ivan jack jackie jalal
jalila jamal james jamila jan jane janet jason javad javier jawad jennifer jenny jessica jihad jim
joan joana joao joe john jorge joshua joud juan judy julio juan jurgen kader kadiatou kamal kamel
karim karima karl kate kathy kelly kenza kevin khadija khaled khalid khalil kim klaus lamia lars
latifa laila layla leila lilia linda lotfi louay lubna luca luis luisa lukasz lydia maha mahdi
mahmoud maher majid malek malik malika mamadou manal marco marek margaret mariam marie mario
mariem mark marta mary maryam massoud matteo matthew maysa mehdi mehmet merve messaoud mina mirela
mohamed mohammad mohammed mokhtar monir moussa mouna mounir mourad moustapha mona muhammad mustafa
nabil nabila nacer nada nadir nadja naima najat najib nasser nassim nawal nayla nazim neil nelson
nermin nicola nigel nihad nisrine nora noor nordine nour noura nuno olga omar osman otto oumar
oumou ousmane pablo pamela paolo pedro peter petra rabah rachid rachida rami rana rania rasha
rashid raul reda reem rhys riad ricardo rim robert roberto rosa rosie roya ruth saad sabah sabri
safia said saida salah saleh salem salim salima salma salman sam sami samia samir samira sana
sara sawsan scott sean selim selma selena sergio shadi shahin sharif sharon sheila sherif shirin
sidi siham silvia simona sofiane soraya soren sofia souad soufiane stephen steve steven sultan
susan susanne taha tahar tarek tariq tareq tayeb terry thiago timothy tomas tomasz ulrich umar
uwe wael wafa walid warda wassim wendy werner widad yacine yahya yara yasmin yasmina yasmine
yassin yassine yassir yasser youcef younes youssef yunus yusuf zahia zahra zaid zainab zakaria
zara zaynab zeina zeynep ziad zineb zohra
"""
GIVEN_NAMES = frozenset(fold(f"{_FRENCH} {_ELSEWHERE}").split())


def is_given_name(word: str) -> bool:
    """Say whether a word, or each half of a hyphenated one, is a given name people know."""
    return all(part in GIVEN_NAMES for part in fold(word).split("-"))
