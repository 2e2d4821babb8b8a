"""Words that tell names and their kinds: of organisations, armed actors and persons; nothing goes in, tables come out.

All are in lower case, and general: vocabulary of reports in English, and armed groups known beyond their own country.
"""

from kg.extraction.tables import word_set

#: Words, in lower case, by which the name of an organisation is known.
ORGANIZATION_WORDS = word_set(
    "academy administration agency alliance assembly associates association authority bar board broadcasting bulletin bureau cabinet campaign "
    "caucus center centre chamber charity church city clinic club coalition collective college commission commissioner committee community company "
    "conference congress consortium cooperative corporation council court crescent cross department desk diocese directorate district division "
    "embassy federation forum foundation fund funds group headquarters house initiative inquiry institute institution international league "
    "mechanism media ministry mission monitor monitors movement municipality nations network news ngo observatory office ombudsman organisation "
    "organization panel parliament parish party platform presidency programme program project prosecution rights secretariat section senate "
    "service services society syndicate task team times tribunal trust union unit university watch workers observer"
)
#: Words, in lower case, by which the name of an armed actor is known.
ARMED_WORDS = word_set(
    "army armed air battalion brigade brigades cartel cell command corps coastguard defence defense faction fighters force forces front gang gendarmerie guard "
    "guards guerrillas gunmen infantry insurgents jihad liberation maoists marines military militia militias mujahideen mujahidin navy "
    "paramilitaries patrol police rangers rebels regiment resistance soldiers squad squadron troops"
)
#: Words by which the name of any body is known.
BODY_WORDS = ORGANIZATION_WORDS | ARMED_WORDS
#: Nouns in lower case that mean an armed actor by themselves.
ARMED_NOUNS = word_set(
    "army air_force armed_forces troops soldiers soldier police policemen policeman paramilitaries paramilitary militia militias militiamen rebels rebel "
    "guards bandits warriors infiltrators islamists insurgents insurgent militants militant jihadists jihadist guerrillas guerrilla fighters military navy gendarmes gendarme gendarmerie marines commandos "
    "peacekeepers separatists secessionists coalition regime force forces junta extremists terrorists coastguard rangers infantry battalion brigade gang gangs "
    "squad squads faction factions pirates personnel agents units front"
)
#: Armed groups known beyond their own country, in lower case without "al", from all parts of the world.
ARMED_GROUPS = frozenset(
    {
        *(
            "taliban",
            "islamic state",
            "isis",
            "isil",
            "daesh",
            "qaeda",
            "qaida",
            "boko haram",
            "shabaab",
            "shabab",
            "ansaru",
            "iswap",
            "jnim",
            "ansar al-sharia",
        ),
        *(
            "hamas",
            "hezbollah",
            "hizbollah",
            "hizbullah",
            "houthi",
            "houthis",
            "islamic jihad",
            "palestinian islamic jihad",
            "fatah",
            "peshmerga",
            "pkk",
            "ypg",
            "sdf",
        ),
        *(
            "janjaweed",
            "m23",
            "fdlr",
            "lra",
            "adf",
            "codeco",
            "renamo",
            "frelimo",
            "unita",
            "seleka",
            "anti-balaka",
            "interahamwe",
            "mai-mai",
            "mayi-mayi",
            "fano",
        ),
        *(
            "spla",
            "splm",
            "tplf",
            "oromo liberation army",
            "polisario",
            "ulimo",
            "ndf",
            "wagner",
            "wagner group",
            "ambazonia",
            "lashkar-e-taiba",
            "lashkar-e-jhangvi",
        ),
        *(
            "jaish-e-mohammed",
            "ttp",
            "tehrik-i-taliban",
            "naxalites",
            "maoists",
            "ltte",
            "tamil tigers",
            "jvp",
            "hizbul mujahideen",
            "ulfa",
            "khmer rouge",
            "npa",
            "milf",
        ),
        *(
            "mnlf",
            "abu sayyaf",
            "abu sayyaf group",
            "jemaah islamiyah",
            "shining path",
            "sendero luminoso",
            "mrta",
            "farc",
            "farc-ep",
            "eln",
            "auc",
            "epl",
            "fmln",
            "contras",
        ),
        *(
            "zapatistas",
            "ezln",
            "los zetas",
            "sinaloa cartel",
            "ms-13",
            "mara salvatrucha",
            "barrio 18",
            "ton ton macoutes",
            "eta",
            "ira",
            "provisional ira",
            "uda",
            "uvf",
            "inla",
        ),
        *(
            "kla",
            "uck",
            "chetniks",
            "red brigades",
            "grapo",
            "flnc",
            "mojahedin-e khalq",
            "kach",
            "lehi",
            "grey wolves",
            "asala",
            "mujahideen",
            "mujahidin",
        ),
    }
)
#: Words before a person's name: titles, ranks and offices.
TITLES = word_set(
    "mr mrs ms miss dr prof professor sir dame lord lady sheikh sheik shaykh imam mullah maulana ayatollah rabbi pastor reverend rev father fr sister brother "
    "bishop archbishop cardinal pope deacon mufti chief general gen colonel col lieutenant lt captain capt major maj sergeant sgt corporal cpl "
    "private pvt brigadier brig admiral commander commandant inspector superintendent detective constable officer marshal president "
    "vice-president premier minister secretary undersecretary governor mayor senator deputy representative rep congressman congresswoman mp ambassador "
    "consul judge justice magistrate prosecutor attorney counsel lawyer spokesman spokeswoman spokesperson director chairman chairwoman "
    "chairperson chair head coordinator commissioner ombudsman ombudswoman envoy rapporteur chancellor king queen prince princess emir sultan leader "
    "sheriff dean principal councillor councilor councilman councilwoman administrator prefect executive rector warden elder speaker nurse "
    "journalist reporter lawmaker legislator delegate superior abbot chaplain don doña haji hajj sepoy naik subedar havildar risaldar naib lance jawan patrolman rifleman trooper gunner cadet agent canon ugaas engineer teacher student correspondent analyst researcher "
    "adviser advisor dsp asp ssp csp acp dcp cp sp dpo ofc sgt-maj comrade complainant plaintiff defendant u ko daw alhaji shri smt mme mlle herr frau señor señora officials official assistant activist trader farmer businessman hon maître"
)
#: Particles inside names of persons.
PARTICLES = word_set(
    "al el ul ur ad an as ash at az de da do dos das del della di du la le les van der den von zu bin ibn bint ben ould abu um umm y e ter bar ap na wal wa bil"
)
#: Words that may stand between the capitalised words of a name.
JOINERS = word_set("of for and the on to in against with without under de des du la y e al el")
