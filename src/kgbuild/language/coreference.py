"""Whom a token stands for: names and roles through the cast, pronouns and descriptions by what was said before.

Where two antecedents are as near as each other, nobody is named: no fact is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from spacy.tokens import Doc, Token

from kgbuild.gazetteer import Reference
from kgbuild.language.antecedents import Antecedents
from kgbuild.language.cast import Cast
from kgbuild.language.discourse import SUBJECTS, Discourse, Resolved
from kgbuild.language.groups import PLURAL_PRONOUNS, Groups, Wanted
from kgbuild.language.homelands import Homelands
from kgbuild.language.issuers import Issuers
from kgbuild.language.listed_leaders import LISTED
from kgbuild.language.mention import Mention
from kgbuild.language.office_words import load_office_words
from kgbuild.language.party import Party
from kgbuild.language.possessors import Possessors
from kgbuild.language.speakers import Speakers
from kgbuild.language.speech import SpeechReader

_HE, _SHE = {"he", "him", "his", "himself"}, {"she", "her", "hers", "herself"}
_I, _WE = {"i", "me", "my", "myself"}, {"we", "us", "our", "ourselves"}
_IT = {"it", "its", "itself"}
_BODIES = {"Country", "Organization"}
_WITHIN = {"in", "of"}
_AGE = re.compile(r"the\d{2}-year-old")


class Resolver:
    """Resolves the tokens of one reading doc."""

    def __init__(
        self, doc: Doc, cast: Cast, dateline_place: Party | None = None, possessors: Possessors | None = None
    ) -> None:
        self.possessors = possessors
        self.doc, self.cast, self.dateline_place = doc, cast, dateline_place
        self.discourse = Discourse(doc, cast, self.resolve)
        self.reading, self.words = self.discourse.reading, self.discourse.words
        self.sentence_of = self.discourse.sentence_of
        self.speech = SpeechReader(doc)
        self.antecedents, self.groups = Antecedents(self.discourse, self.speech.syntax), Groups(self.discourse)
        self.speakers = Speakers(self.discourse, self.speech)
        self.issuers = Issuers(self.discourse)
        self.homelands = Homelands(self.discourse, self.antecedents)
        self.named = self.discourse.named
        self._memo: dict[int, list[Resolved]] = {}

    def resolve(self, token: Token) -> list[Resolved]:
        """The parties that a token stands for; empty where none or where it is not clear."""
        if token.i not in self._memo:
            self._memo[token.i] = []  # a pronoun that leads to itself
            self._memo[token.i] = self._resolve(token)
        return self._memo[token.i]

    def _resolve(self, token: Token) -> list[Resolved]:
        mention = self.reading.mention(token)
        if mention is not None:
            return self._of_mention(token, mention)
        lower = token.lower_
        if lower == "here" and self.dateline_place is not None:
            return [Resolved(self.dateline_place, "name", token)]
        if lower == "there" and token.dep_ == "advmod":
            return self._one(self.antecedents.there(token), "pronoun", token)
        if token.tag_ == "PRP$" and self.possessors is not None and (owners := self._bound(token, self.possessors)):
            return owners
        if lower in _I or lower in _WE:
            return _all(self.speakers.first_person(token, plural=lower in _WE), "pronoun", token)
        if lower == "whose" and token.i > 0:
            owners = self.resolve(self.discourse.before_relative(token))
            return [Resolved(r.party, "pronoun", token) for r in owners]
        if lower in _HE or lower in _SHE:
            gender = "male" if lower in _HE else "female"
            return self._one(self.antecedents.person(token, gender), "pronoun", token)
        if lower in _IT:
            return self._one(self.antecedents.it(token), "pronoun", token)
        if self.groups.is_number(token) or _is_plural_pronoun(token):
            return _all(self.groups.named(token), "pair", token)
        return self._described(token)

    def _one(self, party: Party | None, how: str, token: Token) -> list[Resolved]:
        return [Resolved(party, how, token)] if party else []

    def _bound(self, pronoun: Token, possessors: Possessors) -> list[Resolved]:
        """The parties that grammar binds a possessive to, where they are of its kind, gender and number."""
        lower = pronoun.lower_
        owners = possessors.of(pronoun)
        parties = [r.party for token in owners for r in self.resolve(token)]
        if lower in _HE | _SHE:
            gender = "male" if lower in _HE else "female"
            fitting = [p for p in parties if p.is_person and p.gender in {"", gender}]
        elif lower in _IT:
            fitting = [p for p in parties if p.kind in {"Country", "Organization", "Mission"}]
        else:
            collective = len(parties) == 1 and not parties[0].is_person and owners[0].tag_ in {"NNS", "NNPS"}
            fitting = parties if lower in PLURAL_PRONOUNS and (len(parties) > 1 or collective) else []
        return [Resolved(p, "pronoun", pronoun) for p in fitting] if len(fitting) == len(parties) else []

    # mentions

    def _of_mention(self, token: Token, mention: Mention) -> list[Resolved]:
        party = self.cast.party(mention)
        if party is not None:
            if mention.kind == "Role":
                return [Resolved(party, "role", token)]
            if self._shares_role(token, party):
                return [Resolved(party, "state of role", token)]
            return [Resolved(party, "group" if mention.group else "demonym" if mention.adjective else "name", token)]
        if mention.kind == "Role":
            return self._of_role(token, mention)
        return []

    def _of_role(self, token: Token, mention: Mention) -> list[Resolved]:
        if (body := self._body_of_members(mention)) is not None:
            return [Resolved(self.cast.reference_party(body), "state of role", token)]
        if mention.titles[0].head in self.words.partners and mention.determiner == "his":
            return self._one(self._partner(token), "description", token)
        if states := self._states_of_theirs(token, mention):
            return _all(states, "state of role", token)
        if mention.plural and not mention.titles[0].owner and self._is_known_group(token, mention):
            return _all(self.groups.persons(token, token.lemma_.lower()), "pair", token)
        title = mention.titles[0]
        owner = title.owner
        if owner is None and self.cast.publisher is not None:
            of_author = token in self.speakers.author_tokens
            owner = self.cast.publisher if of_author or self._is_publishers(mention) else None
        if owner is None or owner.kind not in {"Country", "Organization"}:
            return []
        return [Resolved(self.cast.reference_party(owner), "state of role", token)]

    def _is_publishers(self, mention: Mention) -> bool:
        """Is it an office of the state that published the text, whose holder it need not name: "The Vice President
        spoke by phone today with Prime Minister X of Iraq"? Not where a complement says of what he is president.
        """
        title, publisher = mention.titles[0], self.cast.publisher
        bare = title.owner_name is None and title.body is None and title.phase is None
        own = mention.determiner == "the" and title.text[0].isupper() and not title.nominal and not title.weak_head
        if not (publisher and publisher.kind == "Country" and bare and own) or mention.plural:
            return False
        if title.kind not in LISTED:
            return True
        rows = (row for row in self.cast.gazetteer.leaders if row.of == publisher.id and row.office == title.kind)
        return any(self.cast.published is None or row.held_at(self.cast.published) for row in rows)

    def _shares_role(self, token: Token, party: Party) -> bool:
        """Is a state the second in "the envoys of Peru and Chile"? Then its envoy is meant, too."""
        if token.dep_ != "conj" or party.kind != "Country":
            return False
        first = token
        while first.dep_ == "conj":
            first = first.head
        mention = self.reading.mention(first)
        owners = [title.owner for title in mention.titles] if mention is not None and mention.kind == "Role" else []
        return mention is not None and mention.plural and any(o is not None and o.kind == "Country" for o in owners)

    def _states_of_theirs(self, token: Token, mention: Mention) -> list[Party]:
        """As in "Norway hosted their ministers": the states last told of together, unless one of them does it."""
        title = mention.titles[0]
        others = title.owner is not None or title.head.removesuffix("s") in self.words.relatives
        if others or not mention.plural or not any(c.lower_ == "their" for c in token.children):
            return []
        states = self.groups.states(token)
        doers = {r.party.key for other in self.discourse.subjects_above(token) for r in self.resolve(other)}
        return states if doers.isdisjoint(state.key for state in states) else []

    def _body_of_members(self, mention: Mention) -> Reference | None:
        """The one body that has such members, where the text leaves it out: "the five permanent members"."""
        named = load_office_words().bodies_of_members.get(mention.titles[0].text.lower()) if mention.plural else None
        return self.cast.gazetteer.references[named] if named else None

    def _partner(self, token: Token) -> Party | None:
        """As in "she thanked her guest": of the last two persons the one who is not the clause's subject."""
        subjects = {r.party.key for other in self.discourse.subjects_above(token) for r in self.resolve(other)}
        pair = self.groups.before(token, Wanted(("Person",), 2)) if len(subjects) == 1 else []
        others = [party for party in pair if party.key not in subjects]
        return others[0] if len(pair) == len(others) + 1 else None

    def _is_known_group(self, token: Token, mention: Mention) -> bool:
        """Not "the foreign ministers of the two countries", "the African leaders", "the leaders who met in Rabat", who
        need not be those named.
        """
        title = mention.titles[0]
        told = {"relcl", "acl", "amod"}
        of_others = " of " not in title.text  # not so "the heads of state"
        if any(c.dep_ in told or (of_others and c.dep_ == "prep" and c.lower_ == "of") for c in token.children):
            return False
        if self.groups.number(token) is not None:
            return True
        any_of_them = (title.weak_head or title.nominal) and len(title.text.split()) > 1
        return mention.determiner == "the" and not any_of_them

    def sayers(self, token: Token) -> list[Token]:
        """The words for who says the clause of `token`: in a statement what nobody else says is its author's."""
        found = self.speech.speakers(token)
        if found or self.speech.is_quoted(token) or token.i < self.reading.headline_end:
            return found
        return self.speakers.author_tokens

    def another(self, token: Token, own: set[str], person: bool) -> list[Resolved]:
        """Whom a pronoun means where it cannot be one of `own`: the last of its sentence before it."""
        kinds = {"Person"} if person else {"Country", "Organization"}
        inside = [
            party
            for other, party in self.named
            if token.sent.start <= other.i < token.i and party.kind in kinds and party.key not in own
        ]
        return self._one(inside[-1], "pronoun", token) if inside else []

    # descriptions

    def _described(self, token: Token) -> list[Resolved]:
        lemma = token.lemma_.lower()
        if self.groups.number(token) is not None:
            if lemma in self.words.pair_persons and lemma not in self.words.pair_states:
                return _all(self.groups.persons(token, lemma), "pair", token)
            if lemma in self.words.pair_states:
                return _all(self.groups.states(token), "pair", token)
        if (
            lemma in self.words.sides
            and token.tag_ == "NNS"
            and token.dep_ in SUBJECTS
            and self._is_the(token)
            and self._is_bare(token)
        ):
            return _all(self.groups.states(token), "pair", token)
        if lemma in self.words.texts and token.dep_ in SUBJECTS:
            return _all(self.issuers.of(token), "description", token)
        if self._is_age(token):
            return self._one(self.antecedents.last_of(token, {"Person"}), "description", token)
        if (lemma in self.words.rulers or token.lower_ in self.words.rulers) and (
            state := self._ruled(token)
        ) is not None:
            return [Resolved(state, "description", token)]
        definite, bare = self._is_the(token), self._is_bare(token)
        publisher = self.cast.publisher
        if lemma in self.words.departments and definite and bare and publisher and publisher.kind == "Country":
            return [Resolved(self.cast.reference_party(publisher), "description", token)]
        if lemma in self.words.rulers and (home := self.homelands.governed(token)) is not None:
            return [Resolved(home, "government", token)]
        if lemma in self.words.epithets and token.tag_ == "NN" and (state := self.homelands.epithet(token)) is not None:
            return [Resolved(state, "description", token)]
        own_name = token.text[0].isupper() and (
            (lemma in self.words.own_names and token.dep_ in SUBJECTS)
            or (lemma in self.words.bodies and token.dep_ == "compound" and token.head.i == token.i + 1)
        )
        if (definite or own_name) and bare and token.tag_ in {"NN", "NNP"}:
            if lemma in self.words.states:
                return self._one(self._state(token, lemma), "description", token)
            if lemma in self.words.teams and (group := self.issuers.of_group(token)) is not None:
                return _all(group, "description", token)
            if (body := self._body_called(token, lemma)) is not None:
                return [Resolved(body, "description", token)]
            if lemma in self.words.bodies:
                return self._one(self.antecedents.last_of(token, {"Organization"}, nouns=True), "description", token)
        if lemma in self.words.own_states and any(c.dep_ == "poss" for c in token.children):
            return _all(self._own_states(token), "description", token)
        return []

    @staticmethod
    def _is_the(token: Token) -> bool:
        return any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)

    def _is_bare(self, token: Token) -> bool:
        """Has a noun no complement of its own, nor one that it shares ("the Government and people of Togo")? What
        is set off by a comma tells no other thing.
        """
        apart = token.i + 1 < len(self.doc) and self.doc[token.i + 1].text == ","
        complements = {"prep", "amod", "poss", "compound"} | (set() if apart else {"relcl", "acl"})
        fellows = (c for c in token.children if c.dep_ == "conj")
        shared = any(f.i == token.i + 2 and (self.reading.mention_of[f.i] >= 0 or _has(f, {"prep"})) for f in fellows)
        return not shared and not _has(token, complements)

    def _own_states(self, token: Token) -> list[Party]:
        """As in "his country", "our government"; "their countries" are those of each."""
        owners = [r.party for c in token.children if c.dep_ == "poss" for r in self.resolve(c)]
        if not owners:
            owners = [r.party for t in self.discourse.subjects_above(token) for r in self.resolve(t)]
        states = {s.key: s for owner in owners if (s := self.discourse.state_of(owner)) and s.kind in _BODIES}
        return list(states.values()) if len(states) == 1 or token.tag_ == "NNS" else []

    def _ruled(self, token: Token) -> Party | None:
        """As in "the regime in Damascus", "the Obama administration": the state, or who rules where that is not
        known.
        """
        behind = [t for t in self.doc[token.i + 1 : token.i + 2] if t.head.i < t.i]  # wherever the parser hung it
        where = [p for c in (*token.children, *behind) if c.dep_ == "prep" and c.lower_ in _WITHIN for p in c.children]
        whose = [c for c in token.children if c.dep_ in {"compound", "poss", "nmod", "amod"}]
        for other in (*whose, *where):
            mention = self.reading.mention(other)
            party = self.cast.party(mention) if mention else None
            if party is None:
                continue
            if party.is_person:
                return self.cast.represented(party) or party
            if party.kind == "Country":
                return party
            iso = self.cast.gazetteer.capitals.get(party.reference.id) if party.reference else None
            if iso and other in where:
                return self.cast.state_party(iso)
        return None

    def _is_age(self, token: Token) -> bool:
        """As in "the 60-year-old said"."""
        start = max(token.i - 5, token.sent.start)
        said = _AGE.fullmatch("".join(t.lower_ for t in self.doc[start : token.i + 1]))
        return said is not None and token.i + 1 < len(self.doc) and self.doc[token.i + 1].pos_ not in {"NOUN", "PROPN"}

    def _body_called(self, token: Token, noun: str) -> Party | None:
        """The body last named whose name has the word: "the Authority", "the Commission"; else the body that
        published the text.
        """
        if not (token.text[0].isupper() or noun in self.words.bodies):
            return None
        if (own := self._publisher_called(token, noun)) is not None:
            return own
        for at, party in reversed(self._bodies):
            if at < token.i and any(
                noun in name.lower().split() for name in (*party.names, *self._listed_names(party))
            ):
                return party
        return None

    def _listed_names(self, party: Party) -> tuple[str, ...]:
        """All that a body is called, be it in this text or not: NATO is "the Alliance"."""
        row = self.cast.gazetteer.organizations.get(party.key)
        return (self.cast.entity(party).label, *(row.names if row else ()))

    @cached_property
    def _bodies(self) -> list[tuple[int, Party]]:
        """The bodies that the text names, by word, those inside the names of events too: "the 19th Summit of the
        Movement".
        """
        found = []
        for token, party in self.discourse.named:
            mention = self.reading.mention(token)
            inside = [self.cast.party(part) for part in (mention.inside if mention is not None else ())]
            found += [(token.i, p) for p in (*inside, party) if p is not None and p.kind == "Organization"]
        return found

    def _publisher_called(self, token: Token, noun: str) -> Party | None:
        """The body that published the text, by the word that it calls itself: "the Union", "the Authority"."""
        publisher = self.cast.publisher
        if (
            publisher is None
            or publisher.kind != "Organization"
            or not token.text[0].isupper()
            or noun not in self.words.own_names
        ):
            return None
        body = self.cast.gazetteer.organizations.get(publisher.id)
        whole = self.cast.gazetteer.references.get(f"org:{body.parent}") if body and body.parent else None
        # "the Authority" and "the Community" of a commission's text are not the commission
        return self.cast.reference_party(publisher if noun in publisher.label.lower().split() or not whole else whole)

    def _state(self, token: Token, noun: str) -> Party | None:
        """As in "the Kingdom": a state whose official name has the word, else the state said last."""
        before = [p for t, p in self.discourse.named if t.i < token.i and p.kind == "Country"]
        if noun in self.words.official:
            publisher = self.cast.publisher
            own = self.cast.reference_party(publisher) if publisher and publisher.kind == "Country" else None
            if own is not None and self._official_name_has(own, noun):
                return own
            fitting = [party for party in before if self._official_name_has(party, noun)]
            near = {p.key for t, p in self.discourse.named if p in fitting and self.discourse.is_near(token, t)}
            return fitting[-1] if fitting and len(near) <= 1 else None
        return self.antecedents.last_of(token, {"Country"}, nouns=True)

    def _official_name_has(self, party: Party, noun: str) -> bool:
        country = self.cast.gazetteer.countries.get(party.key.split(":", 1)[1])
        return country is not None and any(noun in name.lower().split() for name in country.names)


def _all(parties: Iterable[Party], how: str, token: Token) -> list[Resolved]:
    return [Resolved(party, how, token) for party in parties]


def _has(token: Token, dependents: set[str]) -> bool:
    return any(child.dep_ in dependents for child in token.children)


def _is_plural_pronoun(token: Token) -> bool:
    """Not "both" of "both A and B"."""
    return (
        token.lower_ in PLURAL_PRONOUNS
        and token.pos_ in {"PRON", "DET", "CCONJ"}
        and token.tag_ != "CC"
        and not (token.lower_ == "both" and token.dep_ in {"preconj", "predet", "det", "cc"})
    )
