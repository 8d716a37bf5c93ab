"""RDF files as other makers' parsers read them, each as quads that can be compared."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterable

import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse

WITH_GRAPHS = ("nquads", "trig", "jsonld")
OXIGRAPH = {
    "turtle": RdfFormat.TURTLE, "nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML,
}  # fmt: skip
RDFLIB = {
    "turtle": "turtle", "nquads": "nquads", "trig": "trig", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml",
}  # fmt: skip
RAPTOR = ("turtle", "nquads", "trig", "ntriples", "rdfxml")


def with_oxigraph(content: bytes, form: str) -> list[Quad]:
    return list(parse(content, OXIGRAPH[form]))


def with_rdflib(content: bytes, form: str) -> list[Quad]:
    dataset = rdflib.Dataset()
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")  # of ill-typed literals, and inside rdflib's JSON-LD parser
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        dataset.parse(data=content, format=RDFLIB[form])
        return _nquads(dataset.serialize(format="nquads", encoding="utf-8"))


def with_raptor(content: bytes, form: str) -> list[Quad]:
    if not shutil.which("rapper"):
        pytest.skip("rapper is not installed (Debian: raptor2-utils)")
    command = ["rapper", "-i", form, "-o", "nquads" if form in WITH_GRAPHS else "ntriples", "-", "urn:x:base"]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert not re.search(r"error|warning", said, re.IGNORECASE), said
    quads = _nquads(done.stdout)
    assert f"returned {len(quads)} triples" in said
    return quads


def with_pyld(content: bytes, form: str) -> list[Quad]:
    assert form == "jsonld"
    return _nquads(jsonld.to_rdf(json.loads(content), {"format": "application/n-quads"}).encode())


READERS = {
    "oxigraph": (with_oxigraph, tuple(OXIGRAPH)),
    "rdflib": (with_rdflib, tuple(RDFLIB)),
    "raptor": (with_raptor, RAPTOR),
    "pyld": (with_pyld, ("jsonld",)),
}
"""By maker: what reads a file of a format, and the formats that it can."""


def canonical(quads: Iterable[Quad]) -> set[Quad]:
    """Two datasets are isomorphic if these are equal (RDFC-1.0)."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def expected(quads: Iterable[Quad], form: str) -> set[Quad]:
    """What a file of the format holds: all, or the union of the graphs."""
    return canonical(quads if form in WITH_GRAPHS else (Quad(q.subject, q.predicate, q.object) for q in quads))


def _nquads(content: bytes) -> list[Quad]:
    return list(parse(content, RdfFormat.N_QUADS))
