"""Given names that exist, besides those of :mod:`.nicknames`: with another first letter
it is another person, not a slip. Spelled without accents, in lower case.

It need not be whole: of a name that stands nowhere a person decides.
"""

from .nicknames import KNOWN

_MODERN = """
aaliyah abel abram abril ace ada adalyn addison adelina adeline adelyn aden adley adonis
adriel agustin ahmed aiden ainsley aisha aitana aiyana alanna alaya alayna alec aleena
alessia alexia alexis alijah alisha alisson alivia alonso alonzo alyssa amaia amani
amari amaris amaya amina amir amira amos anahi anaya angelique angelo aniya aniyah
annette ansley araya archer arely ares ariana arianna ariella arielle ariya armani arya
asa asher aspen aster athena atlas aubree aubrey aubrie august augustus aurelia austin
autumn avah avalyn aviana axel aya ayden ayla aylin azalea azariah bailee bailey baker
barrett baylee beckett beckham belen bennett bentley bernice beverly blaine blair blaise
blaze bodhi bonnie boone boston bowen braden bradley braeden braelyn brantley braxton
brayan brayden braylee braylen braylon brecken brendan brenna brennan brenton briar
bridger briella brielle briggs briley brinley bristol brody bronson brooke brooklyn
brooks bryanna brynlee brynn bryson cade caden cadence caiden cain caitlyn caleb cali
calista callan callen callie calliope calloway calum camden camille camron cannon
carissa carlee carlie carolann carson carter carver case cash cassidy cataleya cayden
caylee cedric celeste celina celine chana chance chandler channing charity charlee
charleigh charli chaya cherie cherish chloe clarissa clementine coby coen cohen cole
coleman collin collins colson colt colten colton conner connor conor constance cooper
cora coraline cordelia corinne courtney cristal cristiano crosby cruz cullen cyrus
dahlia dakota dallas dalton damari damien damon dangelo danica darian darius darlene
darwin dash davian davis dawn dawson dax daxton dayana dayton deacon deandre declan deja
delilah demetrius demi denver desiree destiny devin devon diamond dion dominique dorian
drake duke dulce dwayne easton eden edison edna elaina elayna eli elian eliana elianna
elijah elin eliot elliot elliott ellis ellison eloise elora elyse ember emerie emerson
emersyn emery emiliano emmalyn emmett emory enzo ephraim ermias esme esmeralda estela
estella estelle estrella ethel etta evan evangeline evelynn everett everleigh everly
ezekiel ezra fatima felicity finley finn finnegan finnley fletcher flynn ford forrest
foster freya frida gael gage galilea gannon genesis geraldine gia giana gianna giovanni
giselle gladys gracelyn grady gray grayson grey greyson griffin griselda guinevere
gunnar gunner gwendolyn hadassah hadley hailee hailey haisley hallie hamza hana harlan
harlee harley harlow harlyn harmony harris harrison hattie haven hayden hayes haylee
hayleigh hayley heaven hendrix henley henrik hezekiah hogan holden holland houston
hudson hunter ibrahim idalia idris iliana imani imelda indie iris isaiah isaias isela
isha isiah isla ismael israel itzel ivanna ivory jace jacey jada jaden jadiel jadyn
jagger jaiden jaleah jalen jaliyah jamal jamari jameson jamir janae janelle janessa
janiyah jaquan jasiah jaslene jasper jaxon jaxson jaxton jayce jaycee jayceon jaycob
jayda jayden jayla jaylah jaylee jayleen jaylen jaylene jaylin jaylon jayson jazlyn
jazmin jazmine jenelle jenesis jensen jerald jeremias jermaine jett joaquina joelle
johan johanna jolene jolie jonah jonas jordan jordyn jorja joselyn josiah josue journee
journey jovani jovanni juelz julianna juliet julieta juliette junior juniper justice
justine kace kade kaden kadence kai kaia kaiden kailee kailey kairo kaitlynn kaiya kaleb
kali kaliyah kallie kamari kamila kamiyah kamryn kane kannon kara karis karissa karlee
karly karsyn karter kash kason kassidy katalina katrina kayden kaydence kaylee kayleen
kayleigh kaylen kayley kaylie kaylin kaylynn kaysen keagan keaton keegan keenan keira
kellan kellen kelsey kelvin kendall kendrick kenia kenley kenna kennedy kensley kenzie
keyla keziah khalil khloe kian kiana kiara kiera kieran killian kimora kingsley kingston
kinley kinslee kinsley kira knox kobe kody kohen kolby kole kolton konnor kora korbin
kristian krystal kylan kylee kyleigh kylen kylie kylo kynlee kyra kyree kyrie lacey
laila lainey lamar landen landon landry laney langston larisa larissa latoya lauryn
lawson layla laylah layne layton leandro legacy legend leia leif leila leilani lennon
lennox leonel leonidas leroy levi lexa lia liana lilah lilith lilliana lilly lilyana
lincoln lochlan logan london londyn lorelai lorelei loretta lucca lucian luciana lucie
luella luka lukas lyla lylah lyra lyric mac macie mack mackenzie macy madalyn madden
maddox madilyn madisyn maeve magnolia maia maisie maison major makai makayla makenna
makenzie malachi malakai malaya malaysia malcolm maleah malia maliah malik maliyah
mallory marceline marcelo maren margot mariah mariam marion marisela marlee marleigh
marley marlon marques marquis marvin mason matias mauricio maverick mavis maximo mayra
mayson mckenna mckenzie meadow mekhi melany melina melody melvin memphis meredith
merrick messiah micaela micah mikaela mikayla milana milani milena miles mira miracle
miranda misael mohamed moises monroe morgan moriah moses mustafa myah myla mylah mylee
myles naila nala nalani nash nasir natalee nathalia navy nayeli nehemiah neriah nevaeh
niam nichole niko nila nixon noa noelia nolan novah nyla nylah oaklee oakley oaklyn odin
ofelia olive omari opal ophelia orion orlando otis paisley palmer paris parker patience
payton peyton phoenix pierce piper poppy porter preslee presley princeton promise raegan
raelee raelyn raelynn raiden raina raniyah raven rayan rayden rayna rayne rayyan reagan
reece reed reese regan reid reign remi remington remy reyna rhett rhys ridge riggs river
rivka riya robin rocco rocky rodney rohan roland roma ronan rosalee rosalie rosalyn
rosamund roselyn rosemarie rowan rowen royal royce rubi ryann ryder ryker rylan ryland
rylee ryleigh rylie saanvi sabine sage saige saint salem salma samaria samir samira
saniya saniyah santana santino sarai sariah sariyah savanna savannah sawyer saylor
scarlet scarlett selah selene semaj serenity sevyn shaniya shayla shaylee shayna shea
sherri sherry shiloh shirin sienna silas simon simone skye skyla skylar sloan sloane
solana solomon sonny soren sparrow sterling stetson stormi sullivan sunny sutton sylas
sylvie taliyah talon tamia tanner tate tatiana tatum taya taylen taylin teagan teegan
tenley thaddeus thatcher thea thelma theodora thiago tia tiana tiara tinsley titan titus
tobin trace treasure trenton tressa trinity trisha tristen triston truett tucker turner
tyrone tyson uriah uriel urijah vada valencia vaughn veda viviana walker watson waylon
wells wesson westin weston whitney wilder winnie winston winter wren wyatt yahir yahya
yamileth yandel yareli yaretzi yehuda yosef yusuf zachariah zahara zahra zaid zaiden
zain zainab zaire zander zane zaniyah zaria zariah zariyah zayden zayla zaylee zaylen
zayn zayne zeke zelda zion zoey zoie zora zuri
"""

GIVEN = KNOWN | frozenset(_MODERN.split())
