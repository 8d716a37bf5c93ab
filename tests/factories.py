"""Facts made by hand, in the manner of one communiqué."""

from __future__ import annotations

from typing import Any

from kgbuild.fact import Article, Entity, Evidence, Fact
from kgbuild.graph import Provenance

MOROCCO = Entity("country:MA", "Country", "Morocco", ("Morocco",), (("iso3166", "MA"), ("wikidata", "Q1028")))
CAR = Entity("country:CF", "Country", "Central African Republic", (), (("iso3166", "CF"),))
DRC = Entity("country:CD", "Country", "Democratic Republic of the Congo", ("DRC",), (("iso3166", "CD"),))
SOUTH_SUDAN = Entity("country:SS", "Country", "South Sudan", (), (("iso3166", "SS"),))
UN = Entity("org:un", "Organization", "United Nations", ("UN",), (("wikidata", "Q1065"),))
RABAT = Entity("place:rabat-ma", "Place", "Rabat", ("Rabat",), (("geonames", "2538475"),))
MINUSCA = Entity("mission:minusca", "Mission", "MINUSCA", (), (("wikidata", "Q16954447"),))
BOURITA = Entity("person:nasser-bourita-ma", "ForeignMinister", "Nasser Bourita", ("Nasser Bourita", "Bourita"))
LACROIX = Entity("person:jean-pierre-lacroix-un", "Official", "Jean-Pierre Lacroix", ("Jean-Pierre Lacroix",))
DIALOGUE = Entity("event:third-strategic-dialogue", "Conference", "third round of the strategic dialogue")

TITLE = "Morocco, UN hold talks on peacekeeping"
FIRST = (
    "Minister of Foreign Affairs Nasser Bourita held talks in Rabat on November 29 with Jean-Pierre Lacroix, "
    "UN Under-Secretary-General for Peace Operations."
)
SECOND = (
    "Lacroix praised Morocco, which has 1,724 peacekeepers in the Central African Republic, the DRC and South Sudan."
)
THIRD = "They attended the third round of the strategic dialogue."
TEXT = f"{TITLE}\n\n{FIRST} {SECOND} {THIRD}"
ARTICLE = Article("mfa-017", TEXT, TITLE, "2023-11-30", "MFA", "https://mfa.example/017")
PROVENANCE = Provenance("0.1.0", "en_core_web_sm 3.8.0", "sha256:1f3a")


def evidence(quote: str = FIRST, confidence: float = 0.93, frame: str = "encounters.meet", **rest: Any) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(start, start + len(quote), quote, frame, confidence, **rest)


def fact(relation: str = "metWith", subject: Entity = BOURITA, target: Entity | None = LACROIX, **rest: Any) -> Fact:
    rest.setdefault("evidence", evidence())
    rest.setdefault("article", ARTICLE.id)
    return Fact(relation=relation, subject=subject, object=target, **rest)


def office(subject: Entity, title: str, body: Entity | None, kind: str = "Official", **rest: Any) -> Fact:
    rest.setdefault("evidence", evidence(frame="offices.title"))
    return fact("holdsPosition", subject, None, value=title, subject_for=body, position_kind=kind, **rest)


def deployment(where: Entity, **rest: Any) -> Fact:
    rest.setdefault("evidence", evidence(SECOND, frame="deployments.have"))
    return fact(
        "deploysTo", MOROCCO, where, occasion="mfa-017#225", date="2023-11", quantity="1724 peacekeepers", **rest
    )


MEETING = fact(
    occasion="mfa-017#92", date="2023-11-29", place=RABAT, topic="peacekeeping", subject_for=MOROCCO, object_for=UN
)
PRAISE = fact(
    "praised", LACROIX, MOROCCO, occasion="mfa-017#199", evidence=evidence(SECOND, frame="statements.praise"),
    subject_for=UN, date="2023-11-29",
)  # fmt: skip
COMMUNIQUE = (
    MEETING,
    office(BOURITA, "Minister of Foreign Affairs", MOROCCO, "ForeignMinister"),
    office(LACROIX, "Under-Secretary-General for Peace Operations", UN),
    fact("represents", BOURITA, MOROCCO, evidence=evidence(frame="offices.represent")),
    fact("represents", LACROIX, UN, evidence=evidence(frame="offices.represent")),
    PRAISE,
    deployment(CAR),
    deployment(DRC),
    deployment(SOUTH_SUDAN),
    fact("attended", BOURITA, DIALOGUE, occasion="mfa-017#320", evidence=evidence(THIRD), subject_for=MOROCCO),
    fact("attended", LACROIX, DIALOGUE, occasion="mfa-017#320", evidence=evidence(THIRD), subject_for=UN),
)
TO_MINUSCA = deployment(MINUSCA, derived_from="missions.csv#minusca")
AUTHORITIES = (MOROCCO, CAR, DRC, SOUTH_SUDAN, UN, RABAT, MINUSCA)
