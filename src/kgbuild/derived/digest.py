"""What of an article's graph other articles may have in common with it: all that derived graphs are made from.

A digest is a function of the article alone, some hundred times smaller than its graph, and kept with it: what follows
from all articles together needs no graph to be read again when one more article comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

from pyoxigraph import NamedNode, Quad

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.appearances import Appearance, appearances_of
from kgbuild.derived.copies import sketch
from kgbuild.derived.tellings import Telling, tellings_of
from kgbuild.derived.values import Values, id_of, values_of
from kgbuild.schema import Schema

Shortcut: TypeAlias = tuple[str, str, str]
"""Ids of subject and object, with the local name of the property between them."""


@dataclass(frozen=True, slots=True)
class Digest:
    article: str
    """Its id."""
    appearances: tuple[Appearance, ...] = ()
    """Of whom and of which bodies it tells."""
    types: tuple[tuple[str, str], ...] = ()
    """Ids of these, each with the local name of a class."""
    shortcuts: tuple[Shortcut, ...] = ()
    """What is said of these without a claim in between."""
    tellings: tuple[Telling, ...] = ()
    """Of which events it tells."""
    occasions: tuple[str, ...] = ()
    """Ids of these events, and of the tenures that it tells of."""
    sketch: str = ""
    """Of its text, for telling copies (:func:`kgbuild.derived.sketch`)."""


def digest(quads: Iterable[Quad], article: str, text: str, schema: Schema, base: str = identity.DEFAULT_BASE) -> Digest:
    """Of an article's own graph and its text."""
    values = values_of(quads)
    appearances = tuple(appearances_of(values, article, base))
    known = {one.id for one in appearances}
    return Digest(
        article,
        appearances,
        types=tuple(sorted(_types(values, known, base))),
        shortcuts=tuple(sorted(_shortcuts(values, known, schema, base))),
        tellings=tuple(tellings_of(values, article, schema, base)),
        occasions=tuple(sorted({id_of(node, base) for nodes in values[v.ABOUT].values() for node in nodes})),
        sketch=sketch(text),
    )


def digests_of(
    quads: Iterable[Quad], texts: Mapping[str, str], schema: Schema, base: str = identity.DEFAULT_BASE
) -> list[Digest]:
    """Of the graphs of any number of articles, in the order of their ids; other graphs are left out.

    `texts` are by article id; those of articles without a graph are digested, too.
    """
    graphs: dict[str, list[Quad]] = defaultdict(list)
    own = identity.graph_iri("article/", base)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(own):
            graphs[unquote(quad.graph_name.value.removeprefix(own))].append(quad)
    articles = sorted({*graphs, *texts})
    return [digest(graphs[article], article, texts.get(article, ""), schema, base) for article in articles]


def _types(values: Values, known: set[str], base: str) -> Iterator[tuple[str, str]]:
    for node, classes in values[v.TYPE].items():
        if (identifier := id_of(node, base)) in known:
            yield from ((identifier, kind.value.removeprefix(v.DIP)) for kind in classes)


def _shortcuts(values: Values, known: set[str], schema: Schema, base: str) -> Iterator[Shortcut]:
    properties = {name for relation in schema.relations.values() for name in (relation.name, *relation.supers)}
    for name in properties:
        for node, others in values[v.dip(name)].items():
            subject = id_of(node, base)
            objects = (id_of(other, base) for other in others)
            yield from ((subject, name, target) for target in objects if subject in known or target in known)
