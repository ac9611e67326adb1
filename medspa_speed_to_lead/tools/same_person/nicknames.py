"""Given names that are used for one another, in the US and in Spanish.

Names of a group may belong to one person, whichever of them is the full one; a name may
stand in several groups. Spelled without accents, in lower case; a stroke ends a group.
"""

_GROUPS = """
abigail abby abbie gail / abraham abe bram / adelaide addie adele / alan allan allen
al / albert alberto al bert beto tito / alejandra ale alex alexandra sandra jandra /
alejandro ale alex alexander jandro / alexander alex al sasha xander lex / alexandra
alex alexa lexi lexie sandra sasha alix / alfonso poncho fonso alphonse / alfred
alfredo al fred fredo freddy / alice allie ali alicia / alison allison ally allie ali
alyson allyson / amanda mandy mandi manda / amelia amy millie mia / ana anna ann anne
annie anita hannah nan / andrea andi andie drea / andrew andy drew andre andres /
angela angie angel angelica / angelina lina angie / anthony tony antony antonio tono
anton / antonia toni tonia tonya / araceli celi chely / arthur art artie arturo /
ashley ash ashleigh ashlee / barbara barb barbie babs / beatrice bea trixie beatriz
betty / beatriz bea bety / benjamin ben benny benji benjy / bernard bernie barney
bernardo / bernadette bernie detta / bertha bertie berta / beth bethany elizabeth /
brandon bran brandyn / brenda bren / brian bryan bri / brianna bri breanna briana /
bridget bridgette biddy / brittany britt brittney britney / caitlin kaitlin kaitlyn
katelyn cait kait / calvin cal / cameron cam kam / candace candy candice / carlos
charlie carlitos charly / carmen carmela carmelita / carol carole carolyn caroline /
carolina caro lina / caroline carol carrie caro lina / carolyn carol lynn carrie /
carrie caroline carry / cassandra cassie sandra cass / catalina cata lina cathy /
catherine katherine kathryn catharine cathy kathy kate katie cate cat kat kit kitty /
catherine katharine kathleen kay / cecilia cece ceci celia cissy / charles charlie
chuck chas chip carlos / charlotte lottie charlie char / chelsea chels / cheryl cher
sheryl / christian chris cristian kit / christina christine tina chris chrissy christy
kristina kristine cristina / christopher chris topher kit cristobal cristopher
kristopher / clarence clare / claudia clau / concepcion concha conchita connie /
consuelo chelo connie / cynthia cindy cyndi cindi / daniel dan danny dani daniell /
daniela dani danielle / danielle dani daniela danni / david dave davey davy / deborah
debra deb debbie debby debora / dennis denny denis / diana diane dianne di / dolores
lola loli lolita / dominic dom nic dominick / donald don donny donnie / dorothy dot
dottie dolly dora dorothea / douglas doug / eduardo edu lalo eddie edward / edward ed
eddie eddy ted teddy ned / edwin ed eddie / eleanor ellie nell nellie nora elinor
lenore / elena helen helena nena lena / elizabeth liz beth betty eliza lizzie lizzy
betsy libby bess elisabeth elsie lisa liza / elizabeth isabel ely / ellen ellie nell
helen / emily em emmy emilia emmie / emma em emmie / enrique quique kike henry / erica
erika ericka / eric erik erick / ernest ernie ernesto neto / esteban stephen steven
steve / esperanza espe / esther essie ester / eugene gene / eva eve evie evita /
evelyn evie eve lyn / felicia fel / fernanda fer nanda / fernando fer nando / florence
flo flossie / frances fran franny francie francisca frankie / francisca paca paquita
fran / francisco paco pancho francis frank fran cisco kiko paquito / francis frank
fran / franklin frank / frederick fred freddie freddy fredrick frederic federico /
gabriel gabe gabi gabo / gabriela gabi gaby gabriella gabrielle bri / gabrielle gabby
gabi gaby / genevieve gen jenny eve / george georgie jorge / geoffrey geoff jeff
jeffrey / gerald jerry gerry gerardo / gerardo gera jerry lalo / gertrude trudy gertie
/ gilbert gil bert gilberto / gloria glory / grace gracie graciela / graciela chela
grace / gregory greg gregg gregorio goyo / guadalupe lupe lupita / guillermo memo
william bill guille / gustavo gus tavo / hannah hanna anna / harold hal harry / harry
harold henry / hector tito / heather heath / helen helena nell nellie lena elena /
henry hank harry hal / hope esperanza / ignacio nacho iggy / irene rene reni / isaac
ike zack / isabel isabella isabelle bella izzy chavela elizabeth belle ysabel isa /
jack john jackson / jacob jake jay / jacqueline jackie jacquelyn jacqui jaqueline /
james jim jimmy jamie jem jimmie / jamie james jaime jayme / jane janie jan jenny
janet / janet jan janette / jasmine jas jazz jasmin yasmin / javier javi xavier / jean
jeannie gene / jeanette jean jeannette / jeffrey jeff geoff jeffery / jennifer jen
jenny jenn jennie jenna / jeremy jerry jem jeremiah / jerome jerry / jessica jess
jessie jessi / jesus chuy chucho / joan joanie jo / joanna jo joann joanne jo-ann anna
/ joaquin quino / jocelyn joss lyn / jonathan jon john nathan jonny johnathan johnny /
john jon johnny jack johnnie juan / jorge george coque / jose pepe joseph joe chepe
cheo / josefina pepa josie fina pina / joseph joe joey jo / josephine jo josie jody
fina / joshua josh / joyce joy / juan john juanito juancho / juana juanita jane /
judith judy judi jude / julia julie jules juliana / julian jules / juliana julie julia
ana / justin just / karen kari karin caren / katherine kathryn kathy kate katie kat
kay kathi katy kathie / kathleen kathy kate katie kat kath / kelly kelley kellie /
kenneth ken kenny kenn / kevin kev / kimberly kim kimmy kimberley kimberlee / kristen
kristin kris kirsten kristyn / kristina kris tina kristy / kristopher kris / laura
laurie lori lauren / lauren laurie lori loren / lawrence larry laurence lorenzo lars /
leonard leo len lenny leonardo / leonardo leo nardo / leslie les lesley / leticia lety
letty leti / letitia tish letty / lillian lily lil lilian lillie / linda lindy lyn /
lindsay lindsey linds / lisa liza elisa / lorena lore / lorenzo lencho larry /
lorraine lori rainey / louis lou louie luis lewis / louise lou lulu luisa / lucia lucy
lu luz / lucille lucy lu / lucinda cindy lucy lu / luis lucho louis luisito / madeline
maddie maddy madelyn madeleine mady / madison maddie maddy / manuel manny manolo manu
/ manuela manu manola / marcela marce chela / marcia marsha / margaret maggie meg
peggy marge margie peg greta margo rita daisy madge maggy / margarita margie rita
margo maggie marga / maria mary marie mia mari maru / maria-jose majo marijose
mariajose / marianne mary anne marian maryann / maribel mari isabel / maricela mari
chela / marilyn mari lyn / mario mayo / marjorie marge margie / mark marc marcus
marcos marco / martha marti marty marta matty patty / martin marty / matilda tilda
mattie matilde / matthew matt mateo mat matty mathew / maureen mo reenie / maxwell max
/ maximilian max maximiliano / megan meg meghan meagan / melanie mel lanie / melinda
mindy mel linda / melissa mel missy lissa / mercedes meche merche mercy / michael mike
mikey mick mickey micky miguel micheal mitch / michelle shelly mickey shell michele
chelle / miguel mike miguelito / mildred millie milly / minerva minnie / miriam mim
mimi miri / mitchell mitch / molly mary mollie / monica moni monika / nancy nan nance
/ natalia nat talia nata / natalie nat nattie tally nathalie / natasha tasha nat /
nathan nate nat / nathaniel nate nathan nat / nicholas nick nicky nicolas nico nik /
nicole nikki nicky nic nicki niki / nora eleanor leonora norah honora / norma normita
/ norman norm / olivia liv livia ollie livvy / oliver ollie / oscar oz / pamela pam
pammy / pablo paul / patricia pat patty trish tricia patti paty patsy pati / patricio
pato pat / patrick pat paddy rick / paul pablo paulie / paula pau polly / paulina pau
lina pauline / pedro peter perico / penelope penny nell / peter pete pedro / philip
phil phillip pip felipe / phyllis phyl / priscilla cilla pris prissy / rachel rach rae
rachael / rafael rafa ralph raphael / ramon moncho ray mon / ramona mona / randall
randy rand / raul ray / raymond ray raimundo / rebecca becky becca beck rebekah reba
rebeca / regina gina reggie / reginald reggie reg / reina rey / ricardo rick ricky
richard riky cardo / richard rick dick ricky rich richie dickie / rita margarita /
robert bob rob bobby robbie bert bobbie rupert roberto / roberta bobbie robbie berta /
roberto beto robert rob tito / rodolfo rudy rodo fito / rodrigo rodri rigo / rogelio
roger roy / roger rog rodge / ronald ron ronnie ronny / rosa rose rosita rosie chayo /
rosalinda rosa linda / rosario chayo charo rosie / rosemary rose rosie mary romy /
roxanne roxy roxana / ruben ben rube / russell russ rusty / ruth ruthie / salvador
chava sal / samantha sam sammie sammy / samuel sam sammy / sandra sandy sandi
alexandra / santiago santi james diego chago / sara sarah sally sadie sari / sebastian
seb sebas bas / sergio checo / sharon shari shar / shirley shirl / silvia sylvia
silvie / sofia sophia sofi sophie chofi sofie / soledad sole chole sol / sophia sophie
sofia / stacy stacey stacie anastasia / stanley stan / stefanie steffi steph /
stephanie steph stephie steffi stefanie stephany estefania / stephen steve steven
stevie stefan stephan / susan sue susie suzy suzie suzanne susana susanna sukie /
suzanne sue suzie suzy / sydney syd sidney / tabitha tabby / tamara tammy tam tamera /
teresa theresa terry tess tessa teri tere terri therese / terrence terry terence /
theodore ted teddy theo / thomas tom tommy tomas thom / tiffany tiff tiffani / timothy
tim timmy / tobias toby / tracy tracey traci tracie teresa / valentina vale val tina /
valeria vale val valerie / valerie val valery / vanessa van nessa / veronica vero
ronnie roni / vicente chente vince vincent / victor vic vick / victoria vicky vicki
tori vikki vickie toya / vincent vince vinny vin vinnie / virginia ginny ginger gina
vicky / vivian viv vivi vivianne / walter walt wally gualterio / wendy wendi / wilfred
will fred / william bill will billy willy liam willie guillermo / wilma willa / xavier
javier xavi / xochitl xochi / yesenia yesi jessenia / yolanda yoli yola / yvonne
ivonne evonne / zachary zach zack zac zak zachery / ximena jimena xime mena
"""

# further names that exist: one letter makes another person of them, not a typing error
_MORE = """
aaron adam adan adrian adriana adrienne aidan aileen alana alba alina alma alvaro ami
amber anabel andrea angel april ari aria arlene armando audrey aurora ava avery beau
bianca blake blanca boris brad brady brent bret brett brock bruce bryce byron camila
camilo cara carla carlo carly carrie casey cesar chad chase christa cielo clara claire
clark clay claudio clint cody colin colleen corey cory craig crystal curtis damian dana
dane daniele daphne daria darla darren dario dean deanna delia della denise derek diego
dina dolly donna dora doris drew duane dustin dylan earl edgar edith eileen elaine elias
elisa elise elisha ella elsa elvia elvira emil emilio erin ethan faith faye felipe felix
fiona flor franco gail garrett gary gavin gemma gina gino glen glenn gordon graham grant
guy gwen haley hanna harper hazel heidi helga holly hugo ian ida ilana ines ingrid irma
ivan ivy jade jaime jana janice jared jason jay jeanne jenna jesse jill jimena joel jodi
jon joy juan juana judy julio june karina karl karla kate kayla keith kelly ken kendra
kerry kim kirk kyla kyle lana lance lara larry laurel leah lee lena leo leon leona lidia
lila lilia liliana lina linda lionel liza lloyd lois lola lora loren lorna lourdes luca
lucas luciano luisa luke luna lydia lynn mabel mae manuela mara marcela marco marcos
marcus mari maria mariana mariano marie marina mario maris marisa marisol marissa marla
marlo marta martina mary maura maya mia mila milan milo mimi mina minna misty moira mona
monique myra nadia nadine naomi neal neil nell nelson nestor nia nico nicola nina noah
noe noel noelle noemi nola norma nova octavio olga omar oralia owen paige paloma patrice
paula paulo pearl perla phil pilar preston quinn rachel ralph ramiro randy raquel rene
renata renee rex rey rhonda rick riley rita rocio rolando roman romeo ron rory rosalia
rosie ross roy ruby rudy ryan sabrina sadie samara sandro saul scott sean selena selma
serena shane shannon shari shawn sheila shelby sierra silvio skyler sol sonia sonya
spencer stella steven stuart summer tamara tania tanya tara tasha taylor tessa theo
tina toby todd toni tony tori tracy travis trent trevor tristan troy tyler uma ursula
valerio vance vera vicki victor viola violet wade wanda warren wayne wendy wes wesley
willa willow yadira yara yasmin yvette zara zoe
"""

_GROUPS_OF = {}
for _number, _group in enumerate(_GROUPS.split("/")):
    for _name in _group.split():
        _GROUPS_OF.setdefault(_name, set()).add(_number)
KNOWN = frozenset((*_GROUPS_OF, *_MORE.split()))


def may_stand_for(one: str, other: str) -> bool:
    """Say whether one given name is used for the other, both folded."""
    groups = _GROUPS_OF.get(one)
    return bool(groups) and not groups.isdisjoint(_GROUPS_OF.get(other, ()))
