"""A validation's outcome for people (a table) and for machines (a SHACL report in Turtle, and the same as JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Literal, TextIO

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, RdfFormat, parse

from kgbuild import answers, identity
from kgbuild import vocabulary as v
from kgbuild.shapes import shapes_turtle
from kgbuild.stores import Iri, Table
from kgbuild.validation import iris
from kgbuild.validation.findings import Finding
from kgbuild.validation.ontology_shapes import SHAPES

Format = Literal["table", "turtle", "json"]
_SH = "http://www.w3.org/ns/shacl#"
_PATH = NamedNode(_SH + "path")
_NIL = NamedNode(v.PREFIXES["rdf"] + "nil")
_COLUMNS = ("article", "wrong", "node", "value", "sentence")
_PREFIXES = f"@prefix sh: <{_SH}> .\n@prefix shapes: <{SHAPES}> .\n"


def write(
    findings: Sequence[Finding],
    stream: TextIO,
    format: Format = "table",  # noqa: A002 (the option is called so)
    *,
    base: str = identity.DEFAULT_BASE,
) -> None:
    """`base` is that of the data, whose IRIs a table shortens."""
    if format == "turtle":
        stream.writelines(_turtle(findings))
    elif format == "json":
        report = {"conforms": not findings, "results": list(map(_record, findings))}
        stream.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    else:
        answers.write(Table(_COLUMNS, tuple(map(_row, findings))), stream, "table", base=base)


def _row(finding: Finding) -> tuple[str | None, ...]:
    violation = finding.violation
    value = violation.value if violation.value != violation.focus else None
    return _iri(finding.article), violation.message, _iri(violation.focus), value and _iri(value), finding.quote


def _iri(text: str | None) -> str | None:
    return Iri(text) if text and not iris.reason(text) else text


def _record(finding: Finding) -> dict[str, Any]:
    one = finding.violation
    return {
        "article": finding.article,
        "claim": finding.claim,
        "quote": finding.quote,
        "focus": one.focus,
        "path": one.path,
        "value": one.value,
        "message": one.message,
        "severity": "Violation",
        "shape": one.shape,
        "component": one.component,
    }


def _turtle(findings: Sequence[Finding]) -> Iterator[str]:
    """A ``sh:ValidationReport`` (SHACL, section 3.6), with article, claim and quote beside what the standard asks for.

    An invalid IRI or a blank node stands in it as text, since it is no name outside its graph.
    """
    conforms = "false" if findings else "true"
    yield f"{_PREFIXES}\n[] a sh:ValidationReport ;\n  sh:conforms {conforms}"
    for number, finding in enumerate(findings):
        yield " ;\n  sh:result [\n" if number == 0 else " , [\n"
        yield "".join(f"    {predicate} {term} ;\n" for predicate, term in _statements(finding))
        yield "  ]"
    yield " .\n"


def _statements(finding: Finding) -> Iterator[tuple[str, str]]:
    one = finding.violation
    yield "a", "sh:ValidationResult"
    yield "sh:resultSeverity", "sh:Violation"
    yield "sh:focusNode", _node(one.focus)
    if path := _paths().get(one.shape) or (one.path and _node(one.path)):
        yield "sh:resultPath", path
    if one.value is not None:
        yield "sh:value", one.value_term or _text(one.value)
    yield "sh:resultMessage", str(RdfLiteral(one.message, language="en"))
    yield "sh:sourceShape", f"<{one.shape}>"
    yield "sh:sourceConstraintComponent", f"<{one.component}>"
    for name, iri in (("article", finding.article), ("claim", finding.claim)):
        if iri:
            yield f"shapes:{name}", _node(iri)
    if finding.quote:
        yield "shapes:quote", _text(finding.quote)


def _node(iri: str) -> str:
    return _text(iri) if iris.reason(iri) else f"<{iri}>"


def _text(value: str) -> str:
    return str(RdfLiteral(value))


@cache
def _paths() -> dict[str, str]:
    """The paths of the property shapes, as Turtle, by the shapes' IRIs."""
    objects: dict[object, dict[NamedNode, object]] = {}
    for quad in parse(shapes_turtle(), RdfFormat.TURTLE):
        objects.setdefault(quad.subject, {})[quad.predicate] = quad.object

    def path(node: object) -> str:
        if isinstance(node, NamedNode):
            return str(node)
        said = objects[node]
        if v.FIRST in said:
            return f"( {' '.join(map(path, _items(node, objects)))} )"
        return "[ " + " ; ".join(f"{predicate} {path(value)}" for predicate, value in said.items()) + " ]"

    return {
        shape.value: path(said[_PATH])
        for shape, said in objects.items()
        if isinstance(shape, NamedNode) and _PATH in said
    }


def _items(head: object, objects: dict[object, dict[NamedNode, object]]) -> Iterator[object]:
    while head != _NIL:
        yield objects[head][v.FIRST]
        head = objects[head][v.REST]
