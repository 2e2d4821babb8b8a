"""SHACL shapes, compiled: Turtle files of shapes go in; what asks a graph all of them, and gives the findings, comes out.

A property shape is asked about all focus nodes of its shape at once, which gives the results of `sh:property` many times
faster than asking node by node; and what a shape says is read once, not once for each graph.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError
from pyshacl.helper.path_helper import shacl_path_to_sparql_path
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.errors import InputError
from kg.findings.model import Finding, Rule, Severity, Terms, in_order
from kg.resources import ontology_file, shape_files
from kg.terms import CODE, PREFIXES, RV
from kg.validation.graph import QuickGraph, Triple
from kg.validation.surroundings import POINTING
from kg.validation.words import Words

#: The namespace of the bundled shapes, whose names are short in findings.
SHAPES = "https://w3id.org/reported-violence/shapes#"

#: What shapes of one's own may use of SHACL: its Core. The rest could run queries and scripts.
CORE = frozenset(
    {
        "path", "inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath", "targetClass",
        "targetNode", "targetSubjectsOf", "targetObjectsOf", "property", "node", "severity", "message", "name",
        "description", "order", "group", "defaultValue", "deactivated", "class", "datatype", "nodeKind", "minCount",
        "maxCount", "minExclusive", "minInclusive", "maxExclusive", "maxInclusive", "minLength", "maxLength", "pattern",
        "flags", "languageIn", "uniqueLang", "equals", "disjoint", "lessThan", "lessThanOrEquals", "not", "and", "or",
        "xone", "qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint", "closed",
        "ignoredProperties", "hasValue", "in",
    }
)  # fmt: skip

_UNREADABLE = (ConstraintLoadError, ReportableRuntimeError, ShapeLoadError, RecursionError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class _Part:
    """A shape with its own constraints, and the property shapes that are asked of its values."""

    shape: Shape
    constraints: tuple[Any, ...]
    parts: tuple["_Part", ...]


@dataclass(frozen=True, slots=True)
class _Targets:
    """The nodes that a shape speaks of: by class, by property, or named; `codes` are asked about wherever they are used."""

    classes: tuple[Node, ...]
    subjects_of: tuple[Node, ...]
    objects_of: tuple[Node, ...]
    nodes: frozenset[Node]
    codes: frozenset[Node]


class Shapes:
    """SHACL shapes, compiled; `rules` are all those that can fail, sorted."""

    def __init__(self, shapes: Graph, classes: Iterable[Triple]) -> None:
        """Compile a graph of shapes; `classes` are the `rdfs:subClassOf` statements of the ontology.

        Raises `InputError` where the shapes make no sense.
        """
        self._classes = list(classes)
        self._above = _ancestors(self._classes)
        self._executor = SHACLExecutor()
        self._rules: dict[Node, Rule] = {}
        self._graph = QuickGraph([*shapes, *ShapesGraph.system_triples])
        self._compiled = ShapesGraph(self._graph)
        try:
            by_node = {shape.node: shape for shape in self._compiled.shapes}
            targeted = sorted((shape for shape in by_node.values() if any(map(list, _target(shape)))), key=_name)
            self._groups = [(self._targets(shape), self._part(shape, by_node, None, ())) for shape in targeted]
        except _UNREADABLE as error:
            raise InputError(f"shapes: {' '.join(str(error).split())}") from error
        self.rules = tuple(sorted(self._rules.values(), key=lambda rule: rule.id))

    def _targets(self, shape: Shape) -> _Targets:
        nodes, classes, implicit, objects_of, subjects_of = map(tuple, _target(shape))
        codes = frozenset(node for node in nodes if str(node).startswith(CODE))
        return _Targets((*classes, *implicit), subjects_of, objects_of, frozenset(nodes) - codes, codes)

    def _part(self, shape: Shape, by_node: dict[Node, Shape], owner: Rule | None, above: tuple[Shape, ...]) -> _Part:
        if shape in above:
            raise InputError(f"shapes: {_name(shape)} has itself as a property; take the circle apart")
        rule = self._rule(shape, owner)
        predicates = (predicate for predicate, _ in self._graph.predicate_objects(shape.node))
        kinds = dict.fromkeys(CONSTRAINT_PARAMETERS_MAP[name] for name in predicates if name in CONSTRAINT_PARAMETERS_MAP)
        constraints = tuple(kind(shape) for kind in kinds if kind is not CONSTRAINT_PARAMETERS_MAP[SH.property])
        if constraints:
            self._rules[shape.node] = rule
        children = sorted((by_node[node] for node in self._graph.objects(shape.node, SH.property)), key=_name)
        return _Part(shape, constraints, tuple(self._part(child, by_node, rule, (*above, shape)) for child in children))

    def _rule(self, shape: Shape, owner: Rule | None) -> Rule:
        """The rule that a shape is; one without a name is called by its owner and its path."""
        iri = None if isinstance(shape.node, BNode) else str(shape.node)
        labels = sorted(map(str, self._graph.objects(shape.node, RDFS.label)))
        path = next((f"/{self._path(node)}" for node in self._graph.objects(shape.node, SH.path)), "")
        name = iri.removeprefix(SHAPES) if iri else f"{owner.id if owner else ''}{path}"
        holders = [shape.node, *self._graph.objects(shape.node, SH.sparql)]
        message = _english(text for holder in holders for text in self._graph.objects(holder, SH.message))
        return Rule(
            name, iri, labels[0] if labels else owner.about if owner else name, message or name, _severity(shape.severity)
        )

    def _path(self, node: Node) -> str:
        return str(shacl_path_to_sparql_path(self._compiled, node, prefixes=PREFIXES))

    def check(
        self,
        own: Sequence[Triple],
        links: Sequence[Triple],
        around: Iterable[Triple],
        report: str | None,
        file: str | None = None,
    ) -> list[Finding]:
        """The findings about the subjects of `own` and about the nodes that `links` speak of, sorted.

        `around` says what else is known of nodes that these statements point to; `file` is the path of the report's text.
        """
        graph = QuickGraph([*self._classes, *own, *links, *around])
        meant = {triple[0] for triple in own} | {link[2] if link[1] in POINTING else link[0] for link in links}
        words = Words(graph, URIRef(report), file) if report else None
        targeted = _Index(graph, meant, self._above)
        found = []
        for targets, part in self._groups:
            if focus := targeted.nodes(targets):
                found += [self._finding(facts, words) for _, _, facts in self._results(part, graph, focus)]
        return in_order(found)

    def _results(self, part: _Part, graph: QuickGraph, focus: list[Node]) -> Iterator[Any]:
        """The results of pyshacl for a shape and its property shapes, asked of all focus nodes at once."""
        if part.shape.deactivated:
            return
        values = part.shape.value_nodes(graph, focus)
        for constraint in part.constraints:
            yield from constraint.evaluate(self._executor, graph, values, [part.shape, constraint])[1]
        if part.parts and (inner := list(dict.fromkeys(value for of_one in values.values() for value in of_one))):
            for child in part.parts:
                yield from self._results(child, graph, inner)

    def _finding(self, facts: Iterable[tuple[Node, Node, Any]], words: Words | None) -> Finding:
        """A result of pyshacl, whose facts are triples with some of their objects paired with the graph they are from."""
        found: defaultdict[Node, list[Node]] = defaultdict(list)
        for _, predicate, value in facts:
            found[predicate].append(value[1] if isinstance(value, tuple) else value)
        focus, shape = found[SH.focusNode][0], found[SH.sourceShape][0]
        path, value = (next(iter(found[name]), None) for name in (SH.resultPath, SH.value))
        rule = self._rules[shape]
        return Finding(
            shape=rule.id,
            constraint=str(found[SH.sourceConstraintComponent][0]).rpartition("#")[2].removesuffix("ConstraintComponent"),
            severity=rule.severity,
            focus=_shown(focus),
            path=None if path is None else self._path(path),
            value=None if value is None else _shown(value),
            message=_english(found[SH.resultMessage]) or rule.message,
            report=str(words.report) if words else None,
            name=words.name if words else None,
            words=words.of(focus, value) if words else None,
            terms=Terms(
                _turtle(focus),
                path if path is None else _turtle_path(self._graph, path),
                value if value is None else _turtle(value),
            ),
        )


class _Index:
    """Finds the focus nodes in one graph, all targets at once."""

    def __init__(self, graph: QuickGraph, meant: set[Node], above: dict[Node, frozenset[Node]]) -> None:
        self._graph, self._meant = graph, meant
        self._values = set(graph.objects())
        self._by_class: defaultdict[Node, dict[Node, None]] = defaultdict(dict)
        for node in meant:
            for cls in graph.objects(node, RDF.type):
                for target in above.get(cls, (cls,)):
                    self._by_class[target][node] = None

    def nodes(self, targets: _Targets) -> list[Node]:
        """The nodes that some targets name, of those that are meant, and the codes that something here has."""
        found: dict[Node, None] = dict.fromkeys(code for code in targets.codes if code in self._values)
        for cls in targets.classes:
            found |= self._by_class.get(cls, {})
        named = [node for node in targets.nodes if node in self._meant]
        subjects = (node for name in targets.subjects_of for node in self._graph.subjects(name) if node in self._meant)
        objects = (node for name in targets.objects_of for node in self._graph.objects(None, name) if node in self._meant)
        return list(found | dict.fromkeys([*named, *subjects, *objects]))


def _ancestors(classes: Iterable[Triple]) -> dict[Node, frozenset[Node]]:
    """Each class with itself and all classes above it."""
    parents: defaultdict[Node, set[Node]] = defaultdict(set)
    for child, _, parent in classes:
        parents[child].add(parent)
    found = {}
    for child in list(parents):
        above, waiting = {child}, [child]
        while waiting:
            new = parents.get(waiting.pop(), set()) - above
            above |= new
            waiting += new
        found[child] = frozenset(above)
    return found


@cache
def compiled_shapes(own: tuple[Path, ...] = ()) -> Shapes:
    """The bundled shapes and those of one's own, compiled on the first call; raises `InputError` where one can't be read."""
    classes = _parsed(ontology_file("reported-violence.ttl")).triples((None, RDFS.subClassOf, None))
    shapes = Graph()
    for path in shape_files():
        shapes += _parsed(path)
    for path in own:
        shapes += _checked(_parsed(path), path)
    return Shapes(shapes, [triple for triple in classes if str(triple[2]).startswith(RV)])


def _parsed(path: Path) -> Graph:
    try:
        return Graph().parse(path, format="turtle")
    except (OSError, SyntaxError, ValueError, IndexError) as error:  # the last where the text ends too early
        raise InputError(f"{path}: can't be read as Turtle: {' '.join(str(error).split())}") from error


def _checked(shapes: Graph, path: Path) -> Graph:
    """Shapes of one's own; raises `InputError` where they use more than SHACL Core, or change a bundled shape."""
    terms = {str(term) for triple in shapes for term in triple[1:] if isinstance(term, URIRef)}
    names = {term.removeprefix(str(SH)) for term in terms if term.startswith(str(SH))}
    beyond = sorted(name for name in names - CORE if name[0].islower())
    if beyond:
        raise InputError(f"{path}: sh:{beyond[0]} is not of SHACL Core, which is all that shapes of one's own may use")
    if any(str(subject).startswith(SHAPES) for subject in shapes.subjects()):
        raise InputError(f"{path}: a shape has a name below {SHAPES}, where only the bundled ones are; give it another")
    return shapes


def _target(shape: Shape) -> tuple[Iterable[Node], ...]:
    """What a shape targets: nodes, classes, itself as a class, objects of properties and subjects of properties."""
    found: tuple[Iterable[Node], ...] = shape.target()  # type: ignore[no-untyped-call]
    return found


def _name(shape: Shape) -> str:
    return str(shape.node)


def _severity(iri: Node) -> Severity:
    """The severity that an IRI stands for; one that is not of SHACL is taken for a violation."""
    return Severity.__members__.get(str(iri).rpartition("#")[2].upper(), Severity.VIOLATION)


def _english(texts: Iterable[Node]) -> str:
    """The first of some messages, English ones first; empty where there are none."""
    literals = [text for text in texts if isinstance(text, Literal)]
    return str(min(literals, key=lambda text: (not (text.language or "en").startswith("en"), str(text)), default=""))


def _shown(node: Node) -> str:
    return "[]" if isinstance(node, BNode) else str(node)


def _turtle(node: Node) -> str:
    return "[]" if isinstance(node, BNode) else str(node.n3())


def _turtle_path(graph: Graph, path: Node) -> str:
    """A property path in the syntax of Turtle: an IRI, a list, or a blank node that says what kind of path it is."""
    if isinstance(path, URIRef):
        return f"<{path}>"
    if items := list(graph.items(path)):
        return f"( {' '.join(_turtle_path(graph, item) for item in items)} )"
    predicate, inner = next(iter(graph.predicate_objects(path)))
    return f"[ <{predicate}> {_turtle_path(graph, inner)} ]"
