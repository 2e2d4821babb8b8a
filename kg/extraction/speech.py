"""The words of speech: verbs of saying with their speech acts, and nouns for those who speak and for what they write."""

#: Verbs of saying by the speech act that they alone express.
SPEECH_VERBS: dict[str, str] = {
    verb: act
    for act, verbs in {
        "reports": "say tell add report announce state declare claim note explain confirm insist maintain argue recall acknowledge admit concede "
        "estimate testify recount describe write tweet reply respond answer stress emphasize emphasise reveal disclose inform reckon consider "
        "indicate suggest allege assert contend affirm observe comment remark reiterate relate recollect believe think quote attribute ascribe "
        "narrate recite swear rule conclude determine find record count document register verify list put vow pledge promise speak call give show term dub "
        "publish take accept identify point",
        "accuses": "accuse blame hold suspect charge recognise recognize",
        "denies": "deny reject dismiss refute dispute rebut disown rubbish",
        "condemns": "condemn denounce deplore decry criticise criticize slam lament repudiate regret",
        "warns": "warn fear caution threaten expect",
        "calls-for": "urge demand appeal ask beg implore want recommend request plead",
    }.items()
    for verb in verbs.split()
}
#: Verbs that are sayings only with a clause or a quotation as what is said.
NEED_CLAUSE = frozenset(
    ["find", "rule", "conclude", "determine", "believe", "think", "suspect", "put", "record", "count", "document", "register", "verify", "list", "note", "observe", "add", "write", "quote", "suggest", "indicate", "answer", "respond", "reply", "vow", "pledge", "promise", "speak", "admit", "charge", "publish", "acknowledge", "show", "give", "expect", "see", "consider", "reckon", "declare", "recall", "promise", "fear"]
)
#: Verbs whose object with a number is what is said: "recorded 614 killings", "put the toll at 12".
COUNT_VERBS = frozenset(["record", "count", "document", "register", "verify", "list", "put", "report", "estimate", "confirm", "give", "find", "admit", "publish", "acknowledge", "show"])
#: Verbs whose subject may be anything that a text calls so ("witnesses", "the register"); others want one who can speak.
PLAIN_VERBS = frozenset(["say", "tell", "accuse", "blame", "deny", "condemn", "denounce", "urge", "insist", "claim", "allege", "warn"])
#: Nouns for one person who speaks by trade, office or kinship; the endings catch the others.
ROLE_WORDS = frozenset(
    ["spokesman", "spokeswoman", "spokesperson", "spokespeople", "head", "chief", "chair", "chairman", "president", "minister", "governor", "mayor", "deputy", "doctor", "surgeon", "nurse", "medic", "imam", "priest", "nun", "bishop", "elder", "resident", "neighbour", "neighbor", "witness", "eyewitness", "survivor", "relative", "mother", "father", "brother", "sister", "son", "daughter", "wife", "husband", "widow", "widower", "uncle", "aunt", "cousin", "nephew", "niece", "grandmother", "grandfather", "friend", "colleague", "owner", "guard", "captain", "colonel", "major", "general", "judge", "prosecutor", "lawyer", "official", "officer", "source", "teacher", "student", "driver", "shepherd", "fisherman", "trader", "member", "representative", "monk", "caller", "man", "woman", "boy", "girl", "villager", "farmer", "volunteer", "worker", "activist", "expert", "consul", "envoy", "ambassador", "king", "emir"]
)
#: Nouns for bodies, crowds and documents that speak.
SPEAKING_NOUNS = frozenset(
    ["ministry", "army", "police", "military", "government", "authority", "navy", "presidency", "group", "organisation", "organization", "agency", "network", "charity", "office", "council", "command", "committee", "commission", "court", "union", "association", "party", "movement", "embassy", "hospital", "clinic", "coalition", "family", "community", "press", "media", "side", "report", "statement", "register", "figure", "data", "toll", "list", "letter", "communique", "bulletin", "people", "resident", "villager", "inhabitant", "gendarmerie", "militia", "watchdog", "mission", "parish", "diocese", "church", "faction", "front", "regime", "junta", "opposition", "defence", "defense", "prosecution", "tribunal", "judiciary", "municipality", "administration", "directorate", "station", "newspaper", "channel", "radio", "television", "forum", "centre", "center", "body", "branch", "unit", "headquarters", "service", "department", "bureau", "team", "federation", "league", "institute", "staff", "rebel", "activist", "relative", "source", "medic", "official", "survivor", "witness", "half", "woman", "man", "who"]
)
#: Nouns for what somebody has written, counted or said, behind which that somebody speaks.
DOCUMENTS = frozenset(["statement", "report", "figure", "count", "letter", "list", "communique", "communiqué", "note", "bulletin", "data", "record", "estimate", "tally", "toll", "tweet", "post", "account"])
