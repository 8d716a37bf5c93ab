"""What HermiT, a complete reasoner for OWL 2 DL, says of the ontology or of a graph that is no larger than it can read.

It runs in Java through owlready2, which comes with it. owlready2 reads N-Triples only (of Turtle it makes junk without
a word), stores no super-properties that HermiT infers, and tells of an inconsistent graph nothing but that it is one.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kgbuild.errors import OntologyError
from kgbuild.vocabulary import EQUIVALENT_CLASS, IMPORTS, ONTOLOGY, OWL_CLASS, PREFIXES, SUB_CLASS_OF, TYPE

_NOTHING = NamedNode(PREFIXES["owl"] + "Nothing")


@dataclass(frozen=True, slots=True)
class Classification:
    """What HermiT found; where the graph is inconsistent, nothing more can be said of it."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    """IRIs of classes that can have no member, sorted."""
    types: frozenset[tuple[str, str]] = frozenset()
    """IRIs of individuals and of the named classes that they belong to, those above included."""


def is_available() -> bool:
    """Whether there is a Java to run it with."""
    import owlready2  # noqa: PLC0415 (half a second, and only this needs it)

    return shutil.which(owlready2.JAVA_EXE) is not None


def classify(quads: Iterable[Quad]) -> Classification:
    """Consistency, empty classes and the types of individuals, by the union of the graphs.

    Raises :class:`OntologyError` with what Java said where HermiT could not run to its end.
    """
    import owlready2  # noqa: PLC0415

    # owlready2 would look for imported ontologies on the web.
    triples = "".join(sorted({f"{quad.triple} .\n" for quad in quads if quad.predicate != IMPORTS}))
    # The default world is everybody's; its warnings go to standard error, where they mean nothing to users.
    world = owlready2.World()
    said = io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(said), _own_temporary_folder():
            world.get_ontology(f"{ONTOLOGY}#").load(fileobj=io.BytesIO(triples.encode()))
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Classification(consistent=False)
    except owlready2.OwlReadyJavaError as error:
        raise OntologyError(f"HermiT stopped: {' '.join(str(error).split())[:300]}") from error
    saved = io.BytesIO()
    world.save(saved, format="ntriples")
    return _read(saved.getvalue())


@contextmanager
def _own_temporary_folder() -> Iterator[None]:
    """owlready2 leaves its copy of the graph behind where HermiT finds an inconsistency; the folder takes it along."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="kgbuild-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def _read(ntriples: bytes) -> Classification:
    above: dict[object, set[object]] = defaultdict(set)
    types: list[tuple[NamedNode, object]] = []
    classes: set[object] = set()
    for triple in parse(ntriples, RdfFormat.N_TRIPLES):
        if triple.predicate in {SUB_CLASS_OF, EQUIVALENT_CLASS}:
            above[triple.subject].add(triple.object)
        if triple.predicate == TYPE and triple.object == OWL_CLASS:
            classes.add(triple.subject)
        elif triple.predicate == TYPE and isinstance(triple.subject, NamedNode):
            types.append((triple.subject, triple.object))
    empty = sorted(one.value for one in classes if isinstance(one, NamedNode) and _NOTHING in above[one])
    found = {
        (node.value, kind.value)
        for node, direct in types
        if direct in classes
        for kind in _with_those_above(direct, above)
        if isinstance(kind, NamedNode) and kind in classes
    }
    return Classification(True, tuple(empty), frozenset(found))


def _with_those_above(kind: object, above: dict[object, set[object]]) -> set[object]:
    found: set[object] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(above[one])
    return found
