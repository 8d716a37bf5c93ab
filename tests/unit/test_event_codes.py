"""The schemes of event codes keep SKOS's integrity conditions, and agree with what relations are coded as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kgbuild import resources
from kgbuild import vocabulary as v
from kgbuild.ontology import load_schema

SKOS = v.PREFIXES["skos"]
PLOVER, CAMEO = (NamedNode(f"https://w3id.org/kgbuild/{name}") for name in ("plover", "cameo"))
PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix plover: <https://w3id.org/kgbuild/plover#> .
@prefix cameo: <https://w3id.org/kgbuild/cameo#> . @prefix kgbuild: <https://w3id.org/kgbuild/> ."""
TURTLE = (resources.ontology() / "events.ttl").read_text(encoding="utf-8")


def read(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(turtle, RdfFormat.TURTLE)]


TRIPLES = read(TURTLE)


def pairs(name: str, triples: list[Triple] = TRIPLES) -> list[tuple[NamedNode, NamedNode]]:
    return [(one.subject, one.object) for one in triples if one.predicate.value == SKOS + name]


def members(name: str, triples: list[Triple] = TRIPLES) -> set[NamedNode]:
    return {one.subject for one in triples if one.predicate == v.TYPE and one.object.value == SKOS + name}


def above(links: list[tuple[NamedNode, NamedNode]]) -> dict[NamedNode, set[NamedNode]]:
    """The transitive closure: skos:broaderTransitive of skos:broader."""
    closure = {narrow: {broad for one, broad in links if one == narrow} for narrow, _ in links}
    while any(closure.get(broad, set()) - broads for broads in closure.values() for broad in list(broads)):
        closure = {
            one: broads | {up for broad in broads for up in closure.get(broad, ())} for one, broads in closure.items()
        }
    return closure


def s9(triples: list[Triple]) -> bool:
    """No concept is a scheme."""
    return not members("Concept", triples) & members("ConceptScheme", triples)


def s13(triples: list[Triple]) -> bool:
    """No label of a concept is of two kinds."""
    labels = [set(pairs(name, triples)) for name in ("prefLabel", "altLabel", "hiddenLabel")]
    return not any(one & other for n, one in enumerate(labels) for other in labels[n + 1 :])


def s14(triples: list[Triple]) -> bool:
    """One preferred label in a language."""
    return max(Counter((node, label.language) for node, label in pairs("prefLabel", triples)).values()) == 1


def s27(triples: list[Triple]) -> bool:
    """What is related is not above or below, however far."""
    hierarchy = above(pairs("broader", triples) + [pair[::-1] for pair in pairs("narrower", triples)])
    related = {frozenset(pair) for pair in pairs("related", triples)}
    return not any(frozenset((one, up)) in related for one, ups in hierarchy.items() for up in ups)


def s46(triples: list[Triple]) -> bool:
    """What matches exactly does not match as broader, narrower or related."""
    exact = {frozenset(pair) for pair in pairs("exactMatch", triples)}
    return not any(
        frozenset(pair) in exact
        for name in ("broadMatch", "narrowMatch", "relatedMatch")
        for pair in pairs(name, triples)
    )


BROKEN = [
    (s9, "kgbuild:cameo a skos:Concept ."),
    (s13, 'cameo:04 skos:altLabel "consult"@en .'),
    (s14, 'cameo:04 skos:prefLabel "talk"@en .'),
    (s27, "cameo:040 skos:related cameo:04 ."),
    (s27, "cameo:04 skos:broader cameo:01 . cameo:01 skos:related cameo:040 ."),
    (s46, "cameo:09 skos:exactMatch plover:ACCUSE ."),
]


@pytest.mark.parametrize(("condition", "addition"), BROKEN)
def test_the_conditions_of_skos_hold_and_would_be_missed(
    condition: Callable[[list[Triple]], bool], addition: str
) -> None:
    assert condition(TRIPLES)
    assert not condition(read(f"{TURTLE}\n{PREFIXES}\n{addition}"))


def test_no_concept_is_above_itself() -> None:
    assert not any(one in ups for one, ups in above(pairs("broader")).items())


def test_each_concept_has_scheme_notation_label_and_definition() -> None:
    concepts = members("Concept")
    assert len(concepts) == 135
    for name in ("inScheme", "notation", "prefLabel", "definition"):
        assert Counter(node for node, _ in pairs(name) if node in concepts) == Counter(concepts), name


def test_notations_are_those_of_the_iris_and_name_one_concept_of_a_scheme() -> None:
    for node, notation in pairs("notation"):
        assert node.value.rpartition("#")[2] == notation.value
    assert len({notation.value for _, notation in pairs("notation")}) == len(pairs("notation"))


def test_a_concept_is_on_top_or_has_one_above_it_in_its_scheme() -> None:
    scheme = dict(pairs("inScheme"))
    on_top = dict(pairs("topConceptOf"))
    broader = dict(pairs("broader"))
    assert set(on_top) | set(broader) == members("Concept")
    assert not set(on_top) & set(broader)
    assert len(broader) == len(pairs("broader"))
    assert all(scheme[node] == top for node, top in on_top.items())
    assert all(scheme[node] == scheme[up] for node, up in broader.items())


def test_codes_of_cameo_begin_with_those_above_them_and_all_roots_are_there() -> None:
    assert all(node.value[:-1] == up.value for node, up in pairs("broader") if dict(pairs("inScheme"))[node] == CAMEO)
    roots = {node.value.rpartition("#")[2] for node, scheme in pairs("topConceptOf") if scheme == CAMEO}
    assert roots == {f"{number:02}" for number in range(1, 21)}


def test_all_types_of_plover_are_there() -> None:
    types = {node.value.rpartition("#")[2] for node, scheme in pairs("topConceptOf") if scheme == PLOVER}
    assert types == {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip


def test_matches_are_of_roots_with_types_and_the_broader_side_is_the_wider() -> None:
    concepts = members("Concept")
    matches = {name: pairs(name) for name in ("closeMatch", "broadMatch", "narrowMatch")}
    assert {node for found in matches.values() for node, _ in found} == {
        node for node, scheme in pairs("topConceptOf") if scheme == CAMEO and not node.value.endswith("#01")
    }
    assert all(node in concepts and other in concepts for found in matches.values() for node, other in found)
    several = Counter(other for found in matches.values() for _, other in found)
    assert all(several[other] > 1 for _, other in matches["broadMatch"])
    assert all(several[other] == 1 for name in ("closeMatch", "narrowMatch") for _, other in matches[name])


def test_classes_of_events_are_coded_as_their_relations_are() -> None:
    codes: dict[str, set[str]] = {}
    for relation in load_schema().relations.values():
        if relation.event_class and (relation.plover or relation.cameo):
            codes.setdefault(relation.event_class, set()).update(relation.plover, relation.cameo)
    notations = {node: notation.value for node, notation in pairs("notation")}
    linked: dict[str, set[str]] = {}
    for triple in TRIPLES:
        if triple.predicate == v.dip("codedAs"):
            linked.setdefault(triple.subject.value.removeprefix(v.DIP), set()).add(notations[triple.object])
    assert linked == codes
