"""Compact JSON-LD 1.1: its context in the file, named graphs kept, a node a line.

What does not fit a term's type or container (a number where nodes are expected, a label without a language) is written
in full beside it, so that nothing is lost. JSON-LD 1.1, sections 3 to 4; section numbers below are those of its API.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kgbuild import vocabulary as v
from kgbuild.errors import ExportError
from kgbuild.writers.context import Context, context
from kgbuild.writers.order import Block, blocks, graphs

_XSD_STRING = v.PREFIXES["xsd"] + "string"
_CANONICAL_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""Those that a JSON number holds whatever reads it (below 2^53), and that come back as they were."""
# Of these every processor makes the same IRI: no colon that looks like a scheme, no dots that climb, no query.
_RELATIVE = re.compile(r"(?!@)(?:(?!\.{1,2}(?:/|#|$))[^:/?#]+/)*(?!\.{1,2}(?:#|$))[^:/?#]+(?:#[^:#?/]*)?")
_LOCAL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def jsonld(quads: Iterable[Quad], base: str) -> Iterator[bytes]:
    """Raises :class:`ExportError` for what JSON-LD 1.1 cannot hold (triple terms, IRIs that look like a term)."""
    compact = _Compactor(context(), base)
    head = json.dumps(compact.context.as_json(compact.base or None), ensure_ascii=False, indent=1)
    yield f'{{"@context": {head},\n"@graph": ['.encode()
    separator = "\n"
    for name, of_graph in graphs(quads):
        members = (compact.node(block) for block in blocks(of_graph, base))
        if isinstance(name, DefaultGraph):
            for line in members:
                yield f"{separator}{line}".encode()
                separator = ",\n"
        else:
            yield f'{separator}{{"id": {json.dumps(compact.reference(name), ensure_ascii=False)}, "@graph": ['.encode()
            yield from _listed(members)
            yield b"\n]}"
            separator = ",\n"
    yield b"\n]}\n"


def _listed(lines: Iterable[str]) -> Iterator[bytes]:
    separator = "\n "
    for line in lines:
        yield f"{separator}{line}".encode()
        separator = ",\n "


class _Compactor:
    """From terms of RDF to what the context makes of them."""

    def __init__(self, context: Context, base: str) -> None:
        self.context = context
        # A name that is appended to a base with another ending is no path relative to it.
        self.base = base if base.endswith("/") else ""

    def node(self, block: Block) -> str:
        members: dict[str, Any] = {"id": self.reference(block.subject)}
        for triple in block.triples:
            self._add(members, triple)
        return json.dumps(members, ensure_ascii=False)

    def _add(self, members: dict[str, Any], triple: Triple) -> None:
        predicate, value = triple.predicate, triple.object
        if predicate == v.TYPE and not isinstance(value, Literal):
            _append(members, "type", self._term(value))
            return
        name, form = self.context.terms.get(predicate.value, (None, None))
        if form == "language" and name:
            if isinstance(value, Literal) and value.language:
                _append(members.setdefault(name, {}), value.language, value.value)
                return
            name = None
        # Under an IRI that is no term's name, a value says by itself what it is.
        key = name or self._iri(predicate.value)
        _append(members, key, self._value(value, form if name else None))

    def _value(self, value: Any, form: str | None) -> Any:
        if isinstance(value, NamedNode | BlankNode):
            if form == "vocab":
                return self._term(value)
            return self.reference(value) if form == "id" else {"id": self.reference(value)}
        if not isinstance(value, Literal):
            raise ExportError("JSON-LD 1.1 has no triple terms: choose Turtle, TriG, N-Triples or N-Quads")
        text, datatype = value.value, value.datatype.value
        if value.direction:
            raise ExportError(f"JSON-LD 1.1 has no literals with a direction like {value}: choose another format")
        if value.language:
            return {"@value": text, "@language": value.language}
        if datatype == _XSD_STRING:
            return {"@value": text} if form else text
        if datatype != form:
            return {"@value": text, "@type": self._iri(datatype)}
        # 8.4: of numbers only whole ones come back in their own form; a decimal would become a double's.
        is_whole = form == v.XSD_INTEGER.value and _CANONICAL_INTEGER.fullmatch(text)
        return int(text) if is_whole else text

    def reference(self, node: Any) -> str:
        """A node where IRIs are relative to the base."""
        if isinstance(node, BlankNode):
            return str(node)
        rest = node.value.removeprefix(self.base) if self.base else node.value
        is_relative = rest != node.value and _RELATIVE.fullmatch(rest)
        return rest if is_relative else self._iri(node.value)

    def _term(self, node: Any) -> str:
        """A node where names are relative to our vocabulary: a class or a relation."""
        if isinstance(node, BlankNode):
            return str(node)
        local_name = node.value.removeprefix(v.DIP)
        is_ours = local_name != node.value and _LOCAL_NAME.fullmatch(local_name)
        known = self.context.terms.get(node.value, (None, None))[0]
        return local_name if is_ours and (known or local_name not in self.context.names) else self._iri(node.value)

    def _iri(self, iri: str) -> str:
        short = self.context.compact(iri)
        scheme, _, rest = iri.partition(":")
        # 5.2.2: such an IRI would be read as a name with a prefix.
        if short == iri and scheme in self.context.names and not rest.startswith("//"):
            raise ExportError(f"JSON-LD cannot write <{iri}>, which begins like a term of its context: choose N-Quads")
        return short


def _append(members: dict[str, Any], key: str, value: Any) -> None:
    """One value stands alone, several in a list."""
    if key not in members:
        members[key] = value
    elif isinstance(members[key], list):
        members[key].append(value)
    else:
        members[key] = [members[key], value]
