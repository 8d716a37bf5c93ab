"""Which claim of which article a violation concerns, and by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kgbuild import vocabulary as v
from kgbuild.stores.store import Store, select
from kgbuild.validation import iris
from kgbuild.validation.batches import anywhere, values
from kgbuild.validation.result import Report, Violation

_AT_ONCE = 200
_CLAIM = f"?claim {v.TYPE} {v.CLAIM}"
# From the surest to the widest: the claim itself, what it is about, what it names, what that event or tenure names.
_WAYS = (
    f"?focus {v.TYPE} {v.CLAIM} BIND(?focus AS ?claim)",
    f"{_CLAIM} ; {v.ABOUT} ?focus",
    f"{_CLAIM} ; ?names ?focus",
    f"{_CLAIM} ; {v.ABOUT} ?about . ?about ?names ?focus",
)
_WORDS = (
    f"{_CLAIM} . OPTIONAL {{ ?claim {v.ARTICLE} ?article }} "
    f"OPTIONAL {{ ?claim {v.WAS_DERIVED_FROM} ?text . OPTIONAL {{ ?text {v.ANCHOR_OF} ?quote }} }}"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation, and where to look: None where no claim names the node.

    Here nodes go by their own names, even where these are invalid IRIs; a blank node by ``_:label``.
    """

    violation: Violation
    claim: str | None = None
    article: str | None = None
    quote: str | None = None


def find(report: Report, store: Store) -> list[Finding]:
    """The violations of a report on the store, by node and shape."""
    claims: dict[str, str] = {}
    for way in _WAYS:
        foci = sorted({one.focus for one in report.results} - claims.keys())
        claims.update(_asked(store, way, "?focus", "(MIN(STR(?claim)) AS ?first)", foci))
    articles = dict(_asked(store, _WORDS, "?claim", "(MIN(STR(?article)) AS ?first)", claims.values()))
    quotes = dict(_asked(store, _WORDS, "?claim", "(MIN(STR(?quote)) AS ?first)", claims.values()))
    found = (_finding(one, claims.get(one.focus), articles, quotes) for one in report.results)
    return sorted(found, key=lambda one: (one.violation.focus, one.violation.shape, repr(one)))


def _finding(violation: Violation, claim: str | None, articles: dict[str, str], quotes: dict[str, str]) -> Finding:
    own_claim = claim and iris.original(claim)
    return Finding(_with_own_names(violation), own_claim, articles.get(claim or ""), quotes.get(claim or ""))


def _with_own_names(violation: Violation) -> Violation:
    """With what the graph itself calls its nodes, in the place of their stand-ins."""
    value = violation.value and iris.original(violation.value)
    term = violation.value_term if value == violation.value else None
    return replace(violation, focus=iris.original(violation.focus), value=value, value_term=term)


def _asked(store: Store, pattern: str, key: str, value: str, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    askable = sorted({iri for iri in wanted if not iris.reason(iri)})
    for start in range(0, len(askable), _AT_ONCE):
        nodes = values(key, askable[start : start + _AT_ONCE])
        query = f"SELECT {key} {value} WHERE {{ {anywhere(pattern, nodes)} }} GROUP BY {key}"
        yield from ((str(row[0]), str(row[1])) for row in select(store, query).rows if row[1] is not None)
