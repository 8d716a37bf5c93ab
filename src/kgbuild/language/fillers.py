"""The parties in the places of a frame: whom the words there name, hold inside them, or stand for."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kgbuild.language.candidate import Filler, Site
from kgbuild.language.clauses import antecedent, expand, is_plural
from kgbuild.language.coreference import Resolver
from kgbuild.language.described_events import DescribedEvents
from kgbuild.language.discourse import Resolved
from kgbuild.language.documents import KIND as DOCUMENT
from kgbuild.language.documents import DocumentReader
from kgbuild.language.lexicon import Frame
from kgbuild.language.listing import ListReader
from kgbuild.language.noun_phrases import leaders
from kgbuild.language.office_words import load_office_words
from kgbuild.language.party import Party
from kgbuild.language.places import PlaceReader
from kgbuild.language.syntax import Reader
from kgbuild.language.things import load_thing_words
from kgbuild.schema import Schema

OFFICE = "Role"
"""Asks for persons: their state too, where that is all that is known of an office-holder ("the Peruvian envoy")."""
_EVENTS = frozenset({"Event"})
_IT = frozenset({"it", "this"})
_SUCH_AS = ("like", "such as", "including")
_ENUMERATING = frozenset({"like", "as", "including", "between", "among"})
_NAMELY = frozenset({"namely", "specifically", "viz", "viz."})


class FillerReader:
    """Finds the parties in the places of one doc's frames."""

    def __init__(
        self,
        doc: Doc,
        resolver: Resolver,
        schema: Schema,
        syntax: Reader,
        documents: DocumentReader,
        places: PlaceReader,
    ) -> None:
        self.doc, self.resolver, self.schema, self.syntax = doc, resolver, schema, syntax
        self.documents, self.places = documents, places
        self.lists = ListReader(doc)
        self._things, self._offices = load_thing_words(), load_office_words()
        self.described = DescribedEvents(resolver, self._things, places.occasions)

    def fill(
        self, site: Site, places: Sequence[str], kinds: frozenset[str], deep: Sequence[str], *, whole: bool = False
    ) -> list[Filler]:
        """The parties of the first place that has any of the right kinds."""
        for place in places:
            tokens = [(token, part) for part in place.split("+") for token in self.places.tokens(site, part)]
            fillers = [f for token, part in tokens for f in self._fillers(site, token, part, kinds, deep, whole=whole)]
            fillers = [f for f in fillers if self._is_named_as(f, site.entry.frame)]
            if fillers:
                return [f for i, f in enumerate(fillers) if all(f.party is not g.party for g in fillers[:i])]
            if tokens and place == "poss":
                return []  # somebody's, of whom we don't know who he is: not the clause's subject's
        return []

    def of_kinds(self, token: Token, kinds: frozenset[str]) -> list[Resolved]:
        """The parties of these classes that a word stands for."""
        if self.schema.allows(DOCUMENT, kinds) and (document := self.documents.party(token)) is not None:
            return [Resolved(document, "described" if document.described else "name", token)]
        found = []
        for resolved in self.resolver.resolve(token):
            in_text = token.i >= self.resolver.reading.headline_end  # whom a headline means, the text mostly names
            of_office = resolved.how == "state of role" and OFFICE in kinds and in_text
            if of_office or self.schema.allows(resolved.party.kind, kinds):
                found.append(resolved)
            elif (state := self._government(resolved.party)) is not None and not kinds.isdisjoint({"Country", "Party"}):
                found.append(Resolved(state, "metonym", token))
        return found

    def _government(self, party: Party) -> Party | None:
        """The state that a capital may stand for."""
        if party.kind != "Place" or party.reference is None:
            return None
        iso = self.resolver.cast.gazetteer.capitals.get(party.reference.id)
        return self.resolver.cast.state_party(iso) if iso else None

    # one word in a place

    def _fillers(
        self, site: Site, token: Token, place: str, kinds: frozenset[str], deep: Sequence[str], *, whole: bool = False
    ) -> list[Filler]:
        if place == "author":
            body = self.documents.body_in(token)
            return [Filler(Resolved(body, "name", token), place)] if body is not None else []
        if kinds == _EVENTS and token.lower_ in _IT:
            meant = self.places.occasions.of(token, listed=False)
            return [f for event in meant for f in self._fillers(site, event, place, kinds, deep)]
        direct = [Filler(r, place) for name in self._names(site, token, place) for r in self.of_kinds(name, kinds)]
        if place == "speaker":
            return [f for f in direct if not self.resolver.cast.is_medium(f.party)]  # they report what others say
        if direct:
            return direct
        if place == "nsubj" and (called := self._called(token, kinds)):
            return [Filler(r, place) for r in called]
        if place == "nsubj":
            said = [Filler(r, place, deep=True) for t in self.documents.authors(token) for r in self.of_kinds(t, kinds)]
            if said:
                return said
        if place in {"nsubj", "clause", "by"} and not whole:
            for_others = deep if self._stands_for_others(token) else ("poss",)
            deep = (*for_others, *_SUCH_AS) if "poss" in deep else for_others if for_others == deep else ()
        if inside := self._inside(token, place, kinds, deep):
            return inside
        described = self._described(token, kinds)
        if described is None and token.dep_ == "appos" and place == "nsubj":  # "X, a lawyer who said"
            return [Filler(r, place, deep=True) for r in self.of_kinds(token.head, kinds)]
        return [Filler(described, place)] if described else []

    # the word itself

    def _names(self, site: Site, token: Token, place: str) -> list[Token]:
        """A name in a place with those of its list; the one alone that a clause in the singular is said of ("A and B,
        which has sent troops").
        """
        if included := self.lists.included(token):
            return included
        alone = place in {"nsubj", "dobj"} and _is_related(token, site.verb)
        return ([] if alone else self.lists.around(token)) or [token]

    def _called(self, token: Token, kinds: frozenset[str]) -> list[Resolved]:
        """Whom an apposition names, and who leads a group: "his widow, Jane Poe, and …", "a delegation led by A"."""
        appositions = [c for c in token.children if c.dep_ == "appos" and c.i > token.i]
        inside = self.syntax.deep(token, ("of", "appos"), 2)
        appositions += [t for t in inside if any(c.lower_ in _NAMELY for c in t.children) and t not in appositions]
        named = [other for c in appositions for other in expand(c)]
        if not named and self._stands_for_others(token):
            named = leaders(token)
        return [r for other in named for r in self.of_kinds(other, kinds)]

    def _described(self, token: Token, kinds: frozenset[str]) -> Resolved | None:
        """An event or agreement without a name, named by its head phrase: "attended the ceremony"."""
        if token.pos_ not in {"NOUN", "PROPN"} or self.resolver.reading.mention(token) is not None:
            return None
        kind = self._things.heads.get(token.lemma_.lower()) or self._things.heads.get(token.lower_)
        if self._things.is_occasion(token.lower_, token.lemma_.lower()) and not _calls_for(token):
            kind = "Event"
        if kind != "Event" or kind not in kinds:
            return None
        return Resolved(self.described.party(token, kind), "described", token)

    def _is_named_as(self, filler: Filler, frame: Frame) -> bool:
        """Has it the words that the frame wants of an object, or a name where it wants one?"""
        if filler.party.kind not in (frame.object_kinds or {filler.party.kind}):
            return True  # it is the subject
        if frame.object_words:
            return any(not set(frame.object_words).isdisjoint(name.lower().split()) for name in filler.party.names)
        named = any(word[0].isupper() for name in filler.party.names for word in name.split())
        if not frame.only_named or (named and not filler.party.described):
            return True
        token = filler.resolved.token
        words = [t.lower_ for t in self.doc[max(token.i - 1, 0) : token.i + 1]]
        return token.lemma_.lower() not in frame.only_named and " ".join(words) not in frame.only_named

    # what is inside its phrase

    def _inside(self, token: Token, place: str, kinds: frozenset[str], deep: Sequence[str]) -> list[Filler]:
        """The parties inside a noun's phrase along `deep`, of the first way that leads to any: "the role of X"."""
        for found_inside in self.syntax.deep(token, deep):
            if self._is_somebody_elses(token, found_inside):
                continue
            inner = _of_those(self.syntax, found_inside)
            from_many = token.tag_ == "NNS" and inner.head.lower_ == "from"  # "ships from A, B and C"
            several = from_many or inner != found_inside or _is_enumerated(inner) or self._stands_for_others(token)
            names = (self.lists.around(inner) or expand(inner)) if several else [inner]
            found = [Filler(r, place, deep=True) for name in names for r in self.of_kinds(name, kinds)]
            if found:
                return found
        return []

    def _is_somebody_elses(self, noun: Token, owner: Token) -> bool:
        """As in "X's deputy", "their successors", "Chad's rivals": others than X, they and Chad, while "Paris' envoy"
        acts for it.
        """
        if owner.dep_ != "poss" or owner.head != noun:
            return False
        lemma = noun.lemma_.lower()
        if lemma in self.resolver.words.apart:
            return True
        is_person = lemma in self.resolver.words.relatives or (lemma,) in self._offices.heads
        return is_person and any(resolved.party.is_person for resolved in self.resolver.resolve(owner))

    def _stands_for_others(self, token: Token) -> bool:
        """A group noun whose deeds are its state's or body's: "members of the Council", not "a pilot from Kenya"."""
        plural = self._offices.heads.get((token.lower_,), ("", False))[1]
        return plural or (token.lower_,) in self._offices.groups


def _is_related(token: Token, verb: Token | None) -> bool:
    """Is a clause in the singular said of a name before it?"""
    return verb is not None and antecedent(verb) is not None and token.head != verb and not is_plural(verb)


def _of_those(syntax: Reader, token: Token) -> Token:
    """Whose "those" are, in "ministers, including those of A and B"."""
    return next(syntax.deep(token, ("of", "from"), 1), token) if token.lower_ == "those" else token


def _is_enumerated(token: Token) -> bool:
    """As in "states like A, B and C", "the truce between A and B": all of them are meant."""
    return token.dep_ == "pobj" and token.head.lower_ in _ENUMERATING


def _calls_for(noun: Token) -> bool:
    """As in "a call for restraint", "the call to disarm": no occasion."""
    return any(c.lower_ in {"for", "to"} and c.i > noun.i for c in noun.children)
