"""The words of synthetic reports: frames of sentences with slots, and what is put into them.

Words between `[x:` and `]` are the quotation of a fact, the letter says of which kind: `e` the event itself, `k` killed, `i` injured,
`c` children or women among the killed, `a` abducted, `d` detained, `m` missing, `f` displaced since the year began, `n` a victim by
name, `h` homes destroyed; `r`, `x`, `w`, `p`, `y` a statement that reports, accuses, condemns, calls for something, denies.
"""

COUNTRIES = {
    "SY": ("Syria", ("Idlib", "Aleppo", "Daraa", "Homs", "Raqqa")),
    "SD": ("Sudan", ("El Fasher", "Nyala", "Omdurman", "Kutum", "Zalingei")),
    "UA": ("Ukraine", ("Kharkiv", "Izium", "Mykolaiv", "Nikopol", "Kherson")),
    "YE": ("Yemen", ("Hodeidah", "Taiz", "Marib", "Saada", "Dhamar")),
    "NG": ("Nigeria", ("Kaduna", "Maiduguri", "Jos", "Katsina", "Sokoto")),
    "CO": ("Colombia", ("Tumaco", "Ituango", "Buenaventura", "Arauca", "Cali")),
}
SYLLABLES = ("ba", "do", "ka", "li", "mar", "ne", "ou", "qa", "ri", "sen", "ta", "ul", "va", "yem", "zo", "dar")
PARTIES = ("government forces", "rebel fighters", "the army", "the Red Banner Brigade", "militiamen", "paramilitary police")
SOURCES = (
    "the health ministry",
    "the regional governor",
    "a medical charity",
    "local activists",
    "the civil defence",
    "the provincial police",
)
FACILITIES = {
    "hospital": ("the district hospital", "a field hospital"),
    "school": ("a primary school", "the girls' school"),
    "market": ("the vegetable market", "a cattle market"),
    "mosque": ("the old mosque", "a mosque"),
    "clinic": ("a maternity clinic", "the village clinic"),
    "shop": ("a bakery", "a row of shops"),
    "vehicle": ("a minibus", "a grain lorry"),
}
WEAPONS = {
    "mortar": "mortar shells",
    "artillery": "artillery shells",
    "rocket": "rockets",
    "cluster-munition": "cluster munitions",
}
GIRLS = ("Amina", "Maria", "Olena", "Fatima", "Nadia", "Halima")
BOYS = ("Yusuf", "Ibrahim", "Carlos", "Samuel", "Tomas", "Andriy")
JOBS = ("nurse", "teacher", "farmer", "shopkeeper", "journalist", "driver")

#: Telling of a happening, by its kind.
TELLINGS = {
    "shooting": (
        "[e:Gunmen opened fire on passengers] at a bus stop in {village}, outside {town}, {day}, and [k:{killed} people died].",
        "[k:{killed} civilians were killed] {day} when [e:{party} shot at villagers] who were on their way home to {village} from {facility}.",
        "In {village} [e:men on motorcycles fired at a wedding party] {day}, [i:wounding {hurt} guests].",
        "[e:{party} shot at a convoy of traders] near {village} {day}. [k:{killed} traders were dead].",
    ),
    "explosion": (
        "[e:A bomb went off at {facility}] in {village} {day}, [k:killing {killed} people] and [i:injuring {hurt}].",
        "[e:A mine exploded under a cart] on the track between {village} and {town} {day}; [k:{killed} farmers did not survive].",
        "[i:{hurt} people were wounded] in [e:a blast] that tore the front off {facility} in {town} {day}.",
    ),
    "air-strike": (
        "[e:Warplanes bombed {facility}] in {village}, south of {town}, {day}, and [k:at least {killed} civilians were killed].",
        "[e:Air strikes by {party}] on the outskirts of {village} {day} left [k:{killed} people dead] and [i:{hurt} injured].",
        "{day} [e:a drone struck {facility}] in {town}, and rescuers pulled [k:{killed} bodies] out of what was left of it.",
    ),
    "shelling": (
        "[e:{weapon} landed on {village}] {day}, [i:wounding {hurt} residents], among them [c:{few} children].",
        "{party} [e:shelled {village}] from the hills {day}; {facility} was hit and [k:{killed} people were killed].",
        "[e:Shelling of {town}] went on for two hours {day}, and [k:{killed} inhabitants lost their lives].",
    ),
    "detention": (
        "{party} [e:arrested {taken} men] in their houses in {village} {day}.",
        "[e:{party} detained {taken} residents] of {village} {day} and drove them off to {town} in two trucks.",
    ),
    "killing": (
        "The [k:bodies of {killed} men] were found {day} in a ditch by {facility} near {village}; [e:they had been executed].",
        "[e:{party} executed {few} captives] in front of the crowd in {village} {day}.",
        "[e:Armed men killed a family] in its home in {village} {day}: [k:{killed} people], among them [c:{few} women].",
    ),
    "abduction": (
        "[e:Armed men abducted {taken} travellers] between {town} and {village} {day}.",
        "[e:{taken} students were kidnapped] from their hostel in {village} {day}, [a:{taken} people] in all.",
    ),
    "destruction": (
        "[e:{party} burned houses] in {village} {day}, and [h:{homes} homes were destroyed].",
        "[e:{village} was set on fire] {day}; [h:{homes} houses burned down].",
    ),
    "attack": (
        "[e:{party} attacked {village}] before dawn {day}, and [k:{killed} villagers were killed].",
        "[e:An attack on {village}], in the district of {town}, cost [k:{killed} people] their lives {day}.",
    ),
}

#: Whom else a happening cost what.
COUNTS = (
    "Among the dead were [c:{few} children].",
    "[i:{hurt} others were injured], {few} of them so badly that they were taken on to the capital.",
    "[r:{Source} put the number of the dead at {killed}]. The search went on.",
    "[k:{killed} people were killed] and [i:{hurt} injured] in all.",
    "[m:{few} people were still missing] two days later.",
    "[i:{hurt} people were treated for their wounds] at a hospital in {town}.",
    "By nightfall [k:the bodies of {killed} people], [c:{few} women] among them, had been brought to {facility}.",
    "[m:No trace was found of {few} people] from {village}.",
)

#: Who is named of those whom it cost their lives.
NAMES = (
    "[n:{girl} {family}, a {age}-year-old {job},] was among the dead.",
    "[n:{boy} {family}, {age}, a {job},] was one of those who died.",
    "[n:{girl} {family}, {age},] is mourned by her four sisters.",
)

#: What is said about a happening.
SAYINGS = (
    "“They came from the river. They did not ask for names,” [r:said {boy} {family}, a {job} from {village}].",
    "“I lay under the table until it was quiet,” [r:{girl} {family}, a {job}, told this reporter] by telephone.",
    "[w:{Source} condemned what was done] in {village} and spoke of a dark day.",
    "[p:{Source} called for an independent inquiry] into what had happened in {village}.",
    "[y:A spokesman for {party} denied any part in it]. He spoke of criminals.",
    "[x:{Source} accused {party}] of caring little for those who carry nothing but tools.",
    "“There is no military position within miles of us,” [r:said {boy} {family}, who heads the council of {village}].",
    "“We have asked for protection since the spring. Nobody has come,” [r:{girl} {family} said].",
    "[x:Survivors blamed {party}], whose uniforms several of them said they had recognised.",
)

#: What stands in a report beside what happened.
FILLER = (
    "Shops stayed shut through the afternoon and the road to {town} was empty except for patrols.",
    "The valley has changed hands several times. Many of its wells were filled with rubble long before this year's harvest failed.",
    "Teachers here have not been paid since the winter, and classes are held in a shed behind the mill.",
    "None of these accounts could be confirmed from a second side, because journalists are kept away from the district.",
    "By evening the rain had set in. It was hard for volunteers to dig and for relatives to reach the place.",
    "Talks about a truce in {country} were to go on next week, though neither side had named its delegates.",
    "Since January [f:{fled} people have been displaced] in this part of {country}.",
    "The price of bread in {town} has doubled within a month, and fuel can be had only on certain days and for those with a card.",
    "Older people remember a time when the two communities shared a market, a ferry and most of their feasts.",
    "Most of those who came to {village} to help had walked from the next valley, and some stayed for a week.",
    "It took the first ambulance more than an hour to get there, since a bridge on the way had been down for months.",
    "A committee of elders met in the yard of the school to decide who should stay with the animals and who should leave.",
    "Power was cut at about nine, and for most of the night the only light came from the burning tyres at the crossroads.",
)

HEADLINES = (
    "Families bury their dead after days of violence near {town}",
    "{country}: no peace yet around {town}",
    "What is known about the dead in the {town} area",
    "Civilians pay the price again as fear spreads through {town}",
)
