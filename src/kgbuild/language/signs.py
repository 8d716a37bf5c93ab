"""What the rules know about a fact that they propose, for the judge: how it was found, and no names."""

from __future__ import annotations

from math import log1p

from spacy.tokens import Token

from kgbuild.language.candidate import Candidate, Filler
from kgbuild.language.coreference import Resolver
from kgbuild.language.mention import Mention, Title
from kgbuild.language.party import Party

Signs = dict[str, float]
"""By name, 1 where it is there, or a number."""

_PLAIN_PLACES = frozenset({"nsubj", "dobj", "poss", "adj", "clause", "self"})
_LEAD = 3


def event_signs(candidate: Candidate, resolver: Resolver, siblings: int) -> Signs:
    """`siblings` counts the pairs of parties that the same word gives for the same relation."""
    trigger, subject, object_ = candidate.site.trigger, candidate.subject, candidate.object
    signs = _party("subject", subject, trigger) | _party("object", object_, trigger)
    signs[f"status {candidate.site.entry.frame.status or candidate.modality.status}"] = 1
    signs["pairs of one word"] = log1p(siblings - 1)
    signs["length of the sentence"] = log1p(len(trigger.sent)) - log1p(20)
    named = sum(1 for token in trigger.sent if resolver.reading.mention_of[token.i] >= 0)
    signs["names in the sentence"] = log1p(named) - log1p(3)
    told = {
        "headline": trigger.i < resolver.reading.headline_end,
        "lead": resolver.sentence_of[trigger.i] < _LEAD,
        "reported": candidate.modality.speech is not None,
        "published by a state or body": resolver.cast.publisher is not None,
        "noun": trigger.pos_ in {"NOUN", "PROPN"},
        "light verb": candidate.site.verb is not None and candidate.site.verb != trigger,
        "object first": object_.resolved.token.i < subject.resolved.token.i,
        "same word for both": subject.resolved.token == object_.resolved.token,
    }
    return signs | {name: 1.0 for name, there in told.items() if there}


def _party(side: str, filler: Filler, trigger: Token) -> Signs:
    place = filler.place if filler.place in _PLAIN_PLACES else "preposition"
    signs: Signs = {
        f"{side} is {filler.party.kind}": 1,
        f"{side} by {filler.resolved.how}": 1,
        f"{side} in {place}": 1,
        f"{side} far off": max(0.0, log1p(abs(filler.resolved.token.i - trigger.i)) - log1p(4)),
    }
    if filler.deep:
        signs[f"{side} inside a phrase"] = 1
    if filler.party.reference is None and not filler.party.is_person:
        signs[f"{side} in no list"] = 1
    return signs


def office_signs(party: Party, title: Title, mention: Mention, *, headline: bool) -> Signs:
    signs = _holder(party) | {
        f"office of {title.kind}": 1,
        f"phase {title.phase or 'current'}": 1,
        f"name by {mention.origin}": 1,
    }
    told = {
        "role": mention.kind == "Role",
        "headline": headline,
        "one word": len(title.text.split()) == 1,
        "several titles": len(mention.titles) > 1,
        "plural": title.plural,
        "weak head": title.weak,
        "body in no list": title.owner is None and bool(title.owner_name or title.body),
    }
    return signs | {name: 1.0 for name, there in told.items() if there}


def affiliation_signs(party: Party, mention: Mention, *, headline: bool) -> Signs:
    signs = _holder(party) | {f"name by {mention.origin}": 1}
    return signs | ({"headline": 1.0} if headline else {})


def representation_signs(party: Party, owner: Party, mention: Mention, basis: str, *, headline: bool) -> Signs:
    signs = _holder(party) | {f"by {basis}": 1, f"name by {mention.origin}": 1, f"represents {owner.kind}": 1}
    told = {
        "headline": headline,
        "of several": len(party.all_owners) > 1,
        "not the first": party.owner != owner.key,
        "body in no list": owner.reference is None,
    }
    return signs | {name: 1.0 for name, there in told.items() if there}


def _holder(party: Party) -> Signs:
    return {"words of the name": len(party.full_name.split()) - 2.0, "titles": log1p(len(party.titles))}
