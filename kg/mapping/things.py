"""The agents, places, facilities and victims of one report: each gets one node, and is described once all its names are known."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from kg.mapping.graph import GraphWriter
from kg.model import Agent, Facility, Place, Victim
from kg.terms import RDFS, SKOS, literal

#: The label of the agent behind the claims of a report whose publisher nobody has named.
UNKNOWN_PUBLISHER = "unknown publisher"

_LABEL = f"<{RDFS}label>"
_ALT_LABEL = f"<{SKOS}altLabel>"


@dataclass
class _Thing:
    """A node with the forms of its name, in the order in which they were met."""

    node: str
    forms: dict[str, None] = field(default_factory=dict)
    kind: str = "Agent"


@dataclass
class Things:
    """The named things of a report, numbered in order of appearance; the same name is the same node within a report."""

    writer: GraphWriter
    agents: dict[Hashable, _Thing] = field(default_factory=dict)
    places: dict[Hashable, _Thing] = field(default_factory=dict)
    facilities: dict[Hashable, _Thing] = field(default_factory=dict)
    victims: dict[Hashable, _Thing] = field(default_factory=dict)

    def agent(self, agent: Agent | None) -> str:
        """The node of an agent; of the publisher for None."""
        named = agent or Agent(self.writer.report.publisher or UNKNOWN_PUBLISHER)
        thing = self._thing(self.agents, "agent", named.label.casefold(), (named.label, *named.also))
        if thing.kind == "Agent":
            thing.kind = named.kind
        return thing.node

    def place(self, place: Place) -> str:
        """The node of a place."""
        return self._thing(self.places, "place", place.label.casefold(), (place.label, *place.also)).node

    def facility(self, facility: Facility) -> str:
        """The node of a facility; one without a name is a facility of its own each time."""
        key = (facility.type, facility.label.casefold() if facility.label else len(self.facilities))
        new = key not in self.facilities
        forms = (facility.label, *facility.also) if facility.label else ()
        node = self._thing(self.facilities, "facility", key, forms).node
        if new:
            self.writer.type(node, "Facility")
            self.writer.code(node, "facilityType", "facility", [facility.type])
        if facility.place:
            self.writer.link(node, "place", self.place(facility.place))
        return node

    def victim(self, victim: Victim) -> str:
        """The node of a victim; the same name with another age, gender or occupation is another person."""
        key = (victim.label.casefold(), victim.age, victim.gender, victim.occupation)
        node = self._thing(self.victims, "victim", key, (victim.label, *victim.also)).node
        self.writer.type(node, "Victim")
        self.writer.say(node, "age", victim.age)
        self.writer.say(node, "gender", victim.gender)
        self.writer.say(node, "occupation", victim.occupation)
        return node

    def describe(self) -> None:
        """Write the classes and names of all things: the first form met is the label, the others are alternatives."""
        for agent in self.agents.values():
            self.writer.type(agent.node, agent.kind)
        for place in self.places.values():
            self.writer.type(place.node, "Place")
        for things in (self.agents, self.places, self.facilities, self.victims):
            for thing in things.values():
                self._name(thing.node, thing.forms)

    def _thing(self, things: dict[Hashable, _Thing], kind: str, key: Hashable, forms: Iterable[str]) -> _Thing:
        if key not in things:
            things[key] = _Thing(self.writer.node(kind, len(things) + 1))
        things[key].forms.update(dict.fromkeys(forms))
        return things[key]

    def _name(self, node: str, forms: Iterable[str]) -> None:
        for number, form in enumerate(forms):
            self.writer.add(node, _ALT_LABEL if number else _LABEL, literal(form))
