"""What the tense of a clause says of when: of the day that is told of, lately, or at some other time."""

from __future__ import annotations

from kgbuild.language.candidate import Candidate
from kgbuild.language.circumstance_words import CircumstanceWords
from kgbuild.language.clauses import governing_clause


def told_of_the_day(candidate: Candidate, headline_end: int, words: CircumstanceWords) -> bool:
    """Told as of the day: a simple past or a headline's present, not a perfect, a pluperfect or a lasting state."""
    verb = candidate.site.verb or governing_clause(candidate.site.trigger)
    if verb is None:
        return candidate.site.trigger.i < headline_end
    if any(c.dep_ in {"aux", "auxpass"} and c.lemma_ == "have" for c in verb.children):
        return False
    if verb.tag_ == "VBP" and any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in verb.children):
        return True  # "I congratulate …" is done by being said
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lower_ in {"was", "were"} for c in verb.children):
        return True
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lower_ in {"is", "are", "am"} for c in verb.children):
        return verb.dep_ in {"ROOT", "ccomp"}
    if verb.dep_ == "relcl" and verb.tag_ in {"VBZ", "VBP"}:
        return True
    if verb.dep_ == "relcl" and candidate.site.trigger.pos_ == "VERB":
        return verb.tag_ in {"VBD", "VBN"} and any(c.dep_ == "advmod" and c.lower_ in words.next for c in verb.children)
    if verb.tag_ in {"VBG", "VBN", "VB"} and verb.dep_ in {"advcl", "xcomp", "pcomp", "conj", "acl"}:
        above = governing_clause(verb)
        return above is not None and above.tag_ in {"VBD", "VBZ", "VBN"}
    if verb.tag_ in {"VBZ", "VBP"} and candidate.modality.speech is not None:
        return candidate.modality.speech.tag_ == "VBD"
    return verb.tag_ in {"VBD", "VBN"} or (
        verb.tag_ in {"VBZ", "VBP"} and (verb.i < headline_end or verb.dep_ in {"ROOT", "conj"})
    )


def told_in_the_perfect(candidate: Candidate) -> bool:
    """As in "has condemned": lately."""
    verb = candidate.site.verb or governing_clause(candidate.site.trigger)
    return verb is not None and any(c.dep_ == "aux" and c.lower_ in {"has", "have"} for c in verb.children)
