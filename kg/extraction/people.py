"""Nouns for people: whether a token is one, in singular or plural, and of which group its word is.

Words that name a group of victims come from `ontology/codes.ttl`; this table adds the ones that name people of no group
("resident", "cousin") and the nationalities.
"""

from functools import cache

from spacy.tokens import Token

from kg.extraction.lexicon import plural
from kg.extraction.tables import word_set
from kg.vocabulary import words

#: Nouns for one person by what they do, which are of no other group than `other`.
TRADES = word_set(
    "captain skipper crewman deckhand assistant apprentice helper leader seller operator owner undertaker forester clerk chairman president administrator "
    "gardener colleague sentry sacristan cashier mate rider teammate crewmate shipmate workmate foreman director publisher typesetter botanist trucker "
    "surveyor loader brakeman postman alderman seaman helmsman voter distributor dealer puller bearer digger sorter novice pilot quarryman ferryman "
    "maid servant architect receptionist typist librarian registrar notary bailiff deputy envoy consul attache vicar campaigner bureaucrat broker warden "
    "gatekeeper chauffeur sharecropper cutter sawyer cowboy rancher landowner landlord landlady enumerator signatory campesino wrestler aide steward seamstress"
)
#: Nouns for one person that put nobody into a group.
UNGROUPED = word_set(
    "passer person volunteer passerby elder comrade classmate follower supporter enemy kidnapper captor newcomer housemate playmate bride groom bridegroom resident villager lodger member "
    "exile traveller traveler shopper cyclist mourner holidaymaker collaborator squatter stowaway hitchhiker beggar fugitive deserter defector cellmate clansman "
    "villager inhabitant neighbour neighbor national foreigner citizen native local relative cousin sibling spouse fiance "
    "fiancé fiancée twin orphan friend companion roommate flatmate bystander passer-by onlooker pedestrian survivor victim suspect "
    "casualty fatality body corpse hostage captive abductee youth youngster adult employee visitor stranger settler migrant nephew "
    "townsman townsperson couple baby dweller nomad returnee evacuee martyr tenant occupant individual soul parent grandparent"
)
#: Nouns for several people without a singular of their own.
UNGROUPED_PLURALS = word_set(
    "kia wia dead killings murders homicides executions assassinations disappearances abductions kidnappings rapes detentions passers "
    "pax people persons others passers-by passersby bodies corpses folk folks relatives nationals youth wounded injured missing displaced "
    "casualties deaths fatalities lives souls injuries arrests martyrs inhabitants victims ones kidnapped abducted detained those"
)
#: How a noun stands before another one that it describes.
_DESCRIBING = frozenset({"amod", "compound", "nmod"})
#: Words that name a group as a body, not one person.
_BODIES = word_set(
    "army police militia military security law force team crew personnel staff navy gendarmerie coastguard militiamen peshmerga auxiliary marine "
    "young female male elderly displaced civilian national innocent foreign under paramilitary humanitarian muslim christian media press"
)
_STAFF = word_set("police personnel staff crew")
_NATIONAL_ENDINGS = ("ians", "eans", "ans", "ese", "is", "ish", "ards", "ish", "ites", "ots", "ars", "ers", "eks", "ns")
_PEOPLES = word_set(
    "muslim christian jew hindu sikh yazidi druze alawite sunni shia shiite kurd arab turk serb croat bosniak albanian armenian azeri "
    "tutsi hutu twa fulani hausa masalit rohingya uyghur tamil sinhalese tatar roma palestinian copt catholic protestant"
)


#: The greatest age that a text is taken to tell, in years.
OLDEST = 110
#: Endings of nouns for people of a trade.
TRADE_ENDINGS = ("er", "or", "ist", "man", "woman", "ian", "ant", "eer", "herd", "clerk")
#: Verbs whose object can only be people or animals, and the ones whose subject can.
_DONE_TO_PEOPLE = word_set(
    "mow gun hack shoot stab kill murder assassinate wound injure arrest detain abduct kidnap behead execute slay lynch martyr massacre slaughter maim torture rape jail "
    "imprison"
)
_ENDURED = word_set("die perish succumb")
#: What stands right behind those whom a log counts: "2 passengers killed".
_TOLL_WORDS = word_set("killed kia wia wounded injured abducted kidnapped arrested")
_BEASTS = word_set(
    "family families household households group groups crowd crowds cow cows cattle camel camels goat goats sheep horse horses donkey donkeys dog dogs ox oxen pig pigs chicken chickens livestock animal animals "
    "bird birds elephant elephants hopper hoppers locust locusts buffalo buffaloes mule mules reptile calf calves head hope hopes time conversation "
    "plan plans idea ideas deal talks vote votes figure figures number numbers total totals toll tolls quarter third half majority couple rest "
    "film footage video arrow arrows shot shots picture pictures bullet bullets tree trees leg legs arm arms hand hands eye eyes spree raid raids case cases"
)
_NO_PERSONS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "GPE", "LOC", "PERSON", "ORG", "FAC", "CARDINAL"})


@cache
def _singulars() -> frozenset[str]:
    labels = {word.casefold() for word in words("group") if " " not in word} - _BODIES
    return frozenset(labels - {plural(word) for word in labels}) | UNGROUPED | TRADES


@cache
def _plurals() -> frozenset[str]:
    return frozenset(plural(word) for word in _singulars()) | UNGROUPED_PLURALS | _STAFF


@cache
def _things() -> frozenset[str]:
    """Nouns for what can be struck and is nobody: "bus", "helicopter", "bridges"."""
    labels = {word.casefold() for word in words("facility") if " " not in word}
    return frozenset(labels | {plural(word) for word in labels}) - _singulars() - _plurals()


def is_person(token: Token) -> bool:
    """Whether a token is a noun for one person."""
    return token.lower_ in _singulars() or (token.lower_ == "civilian" and token.tag_ == "NN" and token.dep_ not in _DESCRIBING)


def is_plural_person(token: Token) -> bool:
    """Whether a token is a noun for several people, or the name of a nationality or people in the plural."""
    return token.lower_ in _plurals() or is_nationality(token)


def is_told_off(token: Token) -> bool:
    """Whether a noun behind a number is of people by the word of a log right behind it: "2 loaders killed"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in _TOLL_WORDS and _may_be_somebody(token)


def _may_be_somebody(token: Token) -> bool:
    return (
        token.pos_ in ("NOUN", "PROPN")
        and token.ent_type_ not in _NO_PERSONS
        and token.lower_ not in _BEASTS
        and token.lower_ not in _things()
    )


def is_harmed(token: Token) -> bool:
    """Whether a noun is of a person by what is done to it: what is murdered, arrested or wounded is somebody, unless an animal."""
    if not _may_be_somebody(token):
        return False
    verb = token.head
    if token.dep_ == "conj" and (is_person(verb) or is_plural_person(verb)):
        verb = verb.head
    if token.dep_ not in ("nsubjpass", "dobj", "conj", "nsubj"):
        return False
    if token.dep_ == "nsubj" and (verb.lemma_ not in _ENDURED or verb.pos_ != "VERB"):
        return False
    return verb.lemma_ in _DONE_TO_PEOPLE or (token.dep_ == "nsubj" and verb.lemma_ in _ENDURED)


def is_done_to_people(verb: Token) -> bool:
    """Whether a verb is of what can be done to people and animals only: "shot", "was arrested"."""
    return verb.lemma_ in _DONE_TO_PEOPLE


def is_by_age(token: Token) -> bool:
    """Whether a word ends an age that stands for a person: "a nine-year-old"."""
    return token.lower_ == "old" and token.i > 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "year"  # noqa: PLR2004


def is_ungrouped(token: Token) -> bool:
    """Whether a token is a noun for people that puts nobody into a group."""
    return token.lower_ in UNGROUPED or token.lower_ in _ungrouped_plurals()


@cache
def _ungrouped_plurals() -> frozenset[str]:
    return frozenset(plural(word) for word in UNGROUPED)


def has_trade(token: Token) -> bool:
    """Whether a token is a noun for people by what they do that is in none of the groups: "a clerk", "two owners"."""
    return token.lower_ in TRADES or token.lower_ in _trade_plurals()


@cache
def _trade_plurals() -> frozenset[str]:
    return frozenset(plural(word) for word in TRADES)


def is_national(token: Token) -> bool:
    """Whether a noun is a name of somebody's nation or people, in singular or plural: "an Italian"."""
    return token.ent_type_ == "NORP" or is_nationality(token)


def is_nationality(token: Token) -> bool:
    """Whether a token is a nationality or people in the plural: "Syrians", "Rohingya"."""
    if not token.text[:1].isupper():
        return False
    word = token.lower_
    return word.removesuffix("s") in _PEOPLES or (
        token.ent_type_ == "NORP" and (word.endswith(_NATIONAL_ENDINGS) or token.tag_ in ("NNPS", "NNS"))
    )
