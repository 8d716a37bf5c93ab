"""The JSON-LD context of our terms, made from the ontology; ``python -m kgbuild.writers.context`` prints it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kgbuild import vocabulary as v
from kgbuild.ontology import property_ranges

Form = str | None
"""What a term's values are: nodes (``id``), classes and relations (``vocab``), texts by ``language``, literals of the
datatype with this IRI, or anything.
"""

_XSD = v.PREFIXES["xsd"]
_ALIASES = {"id": "@id", "type": "@type"}
# What the ontology does not say: terms of others that the data uses, and annotations, which OWL gives no range.
_FORMS: dict[str, Form] = {
    v.LABEL.value: "language",
    v.ALT_LABEL.value: "language",
    v.TITLE.value: "language",
    v.DEFINITION.value: "language",
    v.TOPIC.value: "language",
    v.ISSUED.value: v.XSD_DATE.value,
    v.EARLIEST.value: v.XSD_DATE.value,
    v.LATEST.value: v.XSD_DATE.value,
    v.RELATION.value: "vocab",
    v.SOURCE.value: "id",
    v.EXACT_MATCH.value: "id",
    v.SAME_AS.value: "id",
    v.WAS_DERIVED_FROM.value: "id",
    v.WAS_GENERATED_BY.value: "id",
    v.USED.value: "id",
    v.PUBLISHER.value: None,
    v.IDENTIFIER.value: None,
    v.ANCHOR_OF.value: None,
}


@dataclass(frozen=True)
class Context:
    """Names for IRIs, and what the values under each name are."""

    terms: Mapping[str, tuple[str, Form]]
    """By the IRI of a property, its name and what its values are."""
    prefixes: Mapping[str, str]
    names: frozenset[str] = field(init=False)
    """All that a JSON-LD processor would take for something else than itself."""

    def __post_init__(self) -> None:
        terms = (name for name, _ in self.terms.values())
        object.__setattr__(self, "names", frozenset((*_ALIASES, *self.prefixes, *terms)))

    def as_json(self, base: str | None = None) -> dict[str, Any]:
        """The value of ``@context``; with `base`, IRIs of data are relative to it."""
        head = {"@version": 1.1, **({"@base": base} if base else {}), "@vocab": v.DIP, **_ALIASES, **self.prefixes}
        return head | {name: self._definition(iri, form) for iri, (name, form) in self.terms.items()}

    def _definition(self, iri: str, form: Form) -> str | dict[str, str]:
        short = self.compact(iri)
        match form:
            case None:
                return short
            case "language":
                return {"@id": short, "@container": "@language"}
            case "id" | "vocab":
                return {"@id": short, "@type": f"@{form}"}
        return {"@id": short, "@type": self.compact(form)}

    def compact(self, iri: str) -> str:
        """With a prefix where one fits."""
        end = max(iri.rfind("#"), iri.rfind("/")) + 1
        for prefix, start in self.prefixes.items():
            if start == iri[:end] and end < len(iri):
                return f"{prefix}:{iri[end:]}"
        return iri


@cache
def context() -> Context:
    """Every property of ours under its own name, and those of others that the data uses under theirs."""
    forms = {v.DIP + name: _form(range_) for name, range_ in property_ranges().items()} | _FORMS
    terms = {iri: (iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :], form) for iri, form in forms.items()}
    return Context(dict(sorted(terms.items(), key=lambda item: item[1][0])), v.PREFIXES)


def _form(range_: str | None) -> Form:
    """Strings need no type, and what has no range may be anything."""
    if range_ == "node":
        return "id"
    return range_ if range_ and range_.startswith(_XSD) and range_ != f"{_XSD}string" else None


def shipped() -> str:
    """`ontology/context.jsonld`. Without a base, which is the user's and which a context elsewhere cannot set."""
    return json.dumps({"@context": context().as_json()}, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(shipped())
