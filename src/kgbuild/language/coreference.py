"""Whom a token stands for: names and roles through the cast, pronouns and descriptions by what was said before.

Where two antecedents are as near as each other, nobody is named: no fact is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from kgbuild.language.cast import Cast
from kgbuild.language.description_words import load_description_words
from kgbuild.language.mention import Mention
from kgbuild.language.party import Party
from kgbuild.language.reading import Reading, reading_of
from kgbuild.language.speech import SpeechReader
from kgbuild.language.syntax import is_verbal

_HE, _SHE = {"he", "him", "his", "himself"}, {"she", "her", "hers", "herself"}
_I, _WE = {"i", "me", "my", "myself"}, {"we", "us", "our", "ourselves"}
_IT, _THEY = {"it", "its", "itself"}, {"they", "them", "their", "themselves", "both"}
_DUAL = {"two", "both"}
_RELATIVES = {"who", "which", "that"}
_DEFINITE = {"the", "these", "their", "our", "those"}
_MAX_COMPANY = 12
_THINGS = {"Country", "Organization", "Mission", "Event", "Agreement"}
_AUTHORS = {"Person", "Country", "Organization"}
_LIST_MARKS = {",", "and", "&", "the"}
_ABOUT = {"on", "about", "regarding", "concerning", "over", "following", "after", "at", "in", "for", "with", "against"}
"""Words after "Statement" that bring what it is about."""
_WITHIN = {"in", "of"}
_LEAD = 4
_AGE = re.compile(r"the\d{2}-year-old")
_WINDOW = 3
"""How many sentences back an antecedent of a pronoun may stand."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A party and how it was found: ``name``, ``role``, ``state of role``, ``group``, ``pronoun``, ``description``,
    ``pair``, ``metonym``.
    """

    party: Party
    how: str
    token: Token


class Resolver:
    """Resolves the tokens of one reading doc."""

    def __init__(self, doc: Doc, cast: Cast, dateline_place: Party | None = None) -> None:
        self.doc, self.cast, self.dateline_place = doc, cast, dateline_place
        self.reading: Reading = reading_of(doc)
        self.words = load_description_words()
        self.speech = SpeechReader(doc)
        self.sentence_of = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for at in range(sentence.start, sentence.end):
                self.sentence_of[at] = number
        self._named: list[tuple[Token, Party]] = [
            (token, party)
            for token in doc
            if (mention := self.reading.mention(token)) is not None and (party := cast.party(mention)) is not None
        ]
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
        if lower in _I or lower in _WE:
            return self._first_person(token, plural=lower in _WE)
        if (
            lower in _DUAL
            and token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}
            and token.pos_ in {"NUM", "DET", "PRON", "NOUN"}
        ):
            return [Resolved(p, "pair", token) for p in self._pair_before(token, {"Person", "Country"})]
        if lower in _HE or lower in _SHE:
            return self._one(self._person(token, "male" if lower in _HE else "female"), "pronoun", token)
        if lower in _IT:
            return self._it(token)
        if (
            lower in _THEY
            and token.pos_ in {"PRON", "DET", "CCONJ"}
            and token.tag_ != "CC"
            and not (lower == "both" and token.dep_ in {"preconj", "det", "cc"})
        ):
            pair = self._pair_before(token, {"Person", "Country", "Organization"})
            return [Resolved(p, "pair", token) for p in pair] or self._group_before(token)
        return self._described(token)

    def _one(self, party: Party | None, how: str, token: Token) -> list[Resolved]:
        return [Resolved(party, how, token)] if party else []

    # mentions

    def _of_mention(self, token: Token, mention: Mention) -> list[Resolved]:
        party = self.cast.party(mention)
        if party is not None:
            if mention.kind == "Role":
                return [Resolved(party, "role", token)]
            return [Resolved(party, "group" if mention.group else "demonym" if mention.adjective else "name", token)]
        if mention.kind == "Role":
            return self._of_role(token, mention)
        return []

    def _of_role(self, token: Token, mention: Mention) -> list[Resolved]:
        if mention.titles[0].head in self.words.partners and mention.determiner == "his":
            return self._one(self._partner(token), "description", token)
        if mention.plural and (self._is_dual(token) or mention.determiner == "the") and not mention.titles[0].owner:
            of = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
            if of or len(mention.titles[0].text.split()) > 1:
                return []  # "the foreign ministers of the two countries" need not be those named
            dual, office = self._is_dual(token), token.lemma_.lower()
            found = self._pair_before(token, {"Person"}, office=office) if dual else self._company_before(token)
            return [Resolved(p, "pair", token) for p in found]
        title = mention.titles[0]
        owner = title.owner
        if owner is None and token in self._authors and self.cast.publisher is not None:
            owner = self.cast.publisher
        if owner is None or owner.kind not in {"Country", "Organization"}:
            return []
        return [Resolved(self.cast.reference_party(owner), "state of role", token)]

    def _partner(self, token: Token) -> Party | None:
        """As in "she thanked her guest": of the last two persons the one who is not the clause's subject."""
        subjects = {r.party.key for other in self._subjects_above(token) for r in self.resolve(other)}
        pair = self._pair_before(token, {"Person"}) if len(subjects) == 1 else []
        others = [party for party in pair if party.key not in subjects]
        return others[0] if len(pair) == len(others) + 1 else None

    def _is_dual(self, token: Token) -> bool:
        """As in "the two leaders", "both sides", "their two countries"; "two Arab states" may be any two."""
        before = [t.lower_ for t in self.doc[max(token.i - 3, token.sent.start) : token.i]]
        if "both" in before:
            return True
        return "two" in before and bool(_DEFINITE & set(before[: before.index("two")]))

    def described(self, token: Token, kind: str) -> Party:
        """The party of an event without a name: the named one that a definite description can mean, else one for
        each head noun.
        """
        head = token.lemma_.lower() if token.tag_ != "NNS" else token.lower_
        modifiers = [
            c.text
            for c in token.children
            if c.dep_ in {"amod", "compound"} and c.i < token.i and self.reading.mention_of[c.i] < 0
        ]
        if any(c.dep_ == "det" and c.lower_ in {"the", "this"} for c in token.children):
            wanted = {head, *(m.lower() for m in modifiers)}
            named = [
                p
                for t, p in self._named
                if t.i < token.i
                and p.kind == kind
                and any(wanted <= set(n.lower().split()) for n in p.names or {p.key: 1})
            ]
            if named:
                return named[-1]
        return self.cast.described_party(
            " ".join([*modifiers, token.text]), head, kind, self.reading.offsets[token.i][0]
        )

    # pronouns

    def _antecedents(self, token: Token) -> Iterator[tuple[Token, Party]]:
        """What was named before, and what the subjects of the last sentences stand for that are no names."""
        yield from ((other, party) for other, party in self._named if other.i < token.i)
        low = self.sentence_of[token.i] - _WINDOW
        for other in self._unnamed_subjects:
            if other.i < token.i and self.sentence_of[other.i] >= low:
                for resolved in self.resolve(other):
                    yield other, resolved.party

    @cached_property
    def _unnamed_subjects(self) -> list[Token]:
        return [t for t in self.doc if t.dep_ in {"nsubj", "nsubjpass"} and self.reading.mention_of[t.i] < 0]

    def _person(self, token: Token, gender: str) -> Party | None:
        """The person nearest before, subjects first; a subject of the same clause is no antecedent of its own
        object.
        """
        ranked: list[tuple[float, int, Party]] = []
        doers = self._doers_of(token)
        for other, party in self._antecedents(token):
            if not party.is_person or party.key in doers:
                continue
            distance = self.sentence_of[token.i] - self.sentence_of[other.i]
            if distance > _WINDOW or (party.gender and party.gender != gender):
                continue
            if token.dep_ in {"dobj", "pobj"} and other.head == token.head:
                continue
            score = (
                -1.0 * distance
                + (0.9 if other.dep_ in {"nsubj", "nsubjpass"} else 0.0)
                + (0.3 if party.gender == gender else 0.0)
            )
            ranked.append((score, other.i, party))
        if not ranked:
            return self._cataphor(token, gender)
        best = max(ranked, key=lambda r: r[:2])
        rivals = {
            r[2].key
            for r in ranked
            if r[0] >= best[0] - 0.05 and r[2] is not best[2] and self.sentence_of[r[1]] == self.sentence_of[best[1]]
        }
        return None if rivals and self.sentence_of[best[1]] != self.sentence_of[token.i] else best[2]

    def _doers_of(self, token: Token) -> set[str]:
        """Who does to somebody else what an object pronoun is done to: in "X rebuked Y, accusing him" that is Y."""
        if token.dep_ != "dobj" or token.lower_.endswith("self") or not is_verbal(token.head):
            return set()
        return {r.party.key for doer in self.speech.syntax.subjects(token.head) for r in self.resolve(doer)}

    def _cataphor(self, token: Token, gender: str) -> Party | None:
        """As in "During his visit, X said": the subject of the same sentence that follows."""
        if token.dep_ != "poss":
            return None
        for other, party in self._named:
            if (
                other.i > token.i
                and self.sentence_of[other.i] == self.sentence_of[token.i]
                and other.dep_ in {"nsubj", "nsubjpass"}
                and party.is_person
            ):
                return party if not party.gender or party.gender == gender else None
        return None

    def _it(self, token: Token) -> list[Resolved]:
        """The state or body that was the subject before; nobody where that was a thing ("it was …")."""
        if token.dep_ in {"nsubj", "nsubjpass"}:
            before = [
                t
                for t in self.doc[token.sent.start : token.i]
                if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ in {"ROOT", "conj"} and t.lower_ not in _I | _WE
            ]
            if before:
                found = self.resolve(before[-1])
                kept = [r for r in found if r.party.kind in _THINGS]
                if kept or (before[-1].pos_ == "NOUN" and not found):
                    return [Resolved(r.party, "pronoun", token) for r in kept[:1]]
        kinds = _THINGS if token.dep_ == "nsubjpass" else {"Country", "Organization"}
        return self._one(self._last_of(token, kinds), "pronoun", token)

    def _last_of(self, token: Token, kinds: set[str], nouns: str = "") -> Party | None:
        ranked: list[tuple[float, int, Party]] = []
        for other, party in self._antecedents(token):
            if party.kind not in kinds or (self._only_adjective(other) and not nouns):
                continue
            distance = self.sentence_of[token.i] - self.sentence_of[other.i]
            if distance > _WINDOW - 1:
                continue
            ranked.append((_salience(other) - distance, other.i, party))
        return max(ranked, key=lambda r: r[:2])[2] if ranked else None

    def another(self, token: Token, own: set[str], person: bool) -> list[Resolved]:
        """Whom a pronoun means where it cannot be one of `own`: the last of its sentence before it."""
        kinds = {"Person"} if person else {"Country", "Organization"}
        inside = [
            party
            for other, party in self._named
            if token.sent.start <= other.i < token.i and party.kind in kinds and party.key not in own
        ]
        return self._one(inside[-1], "pronoun", token) if inside else []

    # descriptions

    def _described(self, token: Token) -> list[Resolved]:
        lemma = token.lemma_.lower()
        dual = self._is_dual(token)
        if dual and lemma in self.words.pair_persons and lemma != "party":
            return [Resolved(p, "pair", token) for p in self._pair_before(token, {"Person"}, office=lemma)]
        if dual and lemma in self.words.pair_states:
            return [Resolved(p, "pair", token) for p in self._pair_of_states(token)]
        if self._is_age(token):
            return self._one(self._last_of(token, {"Person"}), "description", token)
        if (lemma in self.words.rulers or token.lower_ in self.words.rulers) and (
            state := self._ruled(token)
        ) is not None:
            return [Resolved(state, "description", token)]
        definite = any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)
        bare = not any(c.dep_ in {"prep", "amod", "poss", "relcl", "compound", "acl"} for c in token.children)
        own_name = token.text[0].isupper() and lemma in self.words.own_names and token.dep_ in {"nsubj", "nsubjpass"}
        if (definite or own_name) and bare and token.tag_ in {"NN", "NNP"}:
            if lemma in self.words.states:
                return self._one(self._state(token, lemma), "description", token)
            if (body := self._body_called(token, lemma)) is not None:
                return [Resolved(body, "description", token)]
            if lemma in self.words.bodies:
                return self._one(self._last_of(token, {"Organization"}, nouns=lemma), "description", token)
        if (
            lemma in self.words.departments
            and definite
            and bare
            and self.cast.publisher is not None
            and self.cast.publisher.kind == "Country"
        ):
            return [Resolved(self.cast.reference_party(self.cast.publisher), "description", token)]
        if lemma in {"country", "nation", "government"} and any(c.dep_ == "poss" for c in token.children):
            owners = [r for c in token.children if c.dep_ == "poss" for r in self.resolve(c)]
            if not owners:
                owners = [r for t in self._subjects_above(token) for r in self.resolve(t)]
            states = [
                s
                for r in owners
                if (s := r.party if r.party.kind == "Country" else self.cast.represented(r.party)) is not None
            ]
            return self._one(states[0], "description", token) if len(states) == 1 else []
        return []

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

    def _subjects_above(self, token: Token) -> list[Token]:
        """The subjects of the verbs above a token: whose country "his country" is where "he" has no name."""
        head, found = token, []
        while head.head != head:
            head = head.head
            doing = (c for c in head.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i != token.i)
            found += [self._before_relative(c) if c.lower_ in _RELATIVES else c for c in doing]
        return found[:1]

    def _before_relative(self, pronoun: Token) -> Token:
        """The word that "who" is said of: the last before it, a comma aside."""
        at = pronoun.i - 1
        return self.doc[at - (at > 0 and self.doc[at].is_punct)]

    def _body_called(self, token: Token, noun: str) -> Party | None:
        """The body last named whose name has the word: "the Authority", "the Commission"; else the body that
        published the text.
        """
        if not (token.text[0].isupper() or noun in self.words.bodies):
            return None
        if (own := self._publisher_called(token, noun)) is not None:
            return own
        for other, party in reversed(self._named):
            if (
                other.i < token.i
                and party.kind == "Organization"
                and any(noun in name.lower().split() for name in (*party.names, self.cast.entity(party).label))
            ):
                return party
        return None

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
        before = [p for t, p in self._named if t.i < token.i and p.kind == "Country"]
        if noun in self.words.official:
            publisher = self.cast.publisher
            own = self.cast.reference_party(publisher) if publisher and publisher.kind == "Country" else None
            if own is not None and self._official_name_has(own, noun):
                return own
            fitting = [party for party in before if self._official_name_has(party, noun)]
            near = {p.key for t, p in self._named if p in fitting and self._is_near(token, t)}
            return fitting[-1] if fitting and len(near) <= 1 else None
        return self._last_of(token, {"Country"}, nouns=noun)

    def _is_near(self, token: Token, other: Token) -> bool:
        return other.i < token.i and self.sentence_of[token.i] - self.sentence_of[other.i] < _WINDOW

    def _official_name_has(self, party: Party, noun: str) -> bool:
        country = self.cast.gazetteer.countries.get(party.key.split(":", 1)[1])
        return country is not None and any(noun in name.lower().split() for name in country.names)

    def _pair_before(self, token: Token, kinds: set[str], office: str = "") -> list[Party]:
        """The two parties of the last sentence that has two; where it has more, the pair that the text is about."""
        number = self.sentence_of[token.i]
        doers = {r.party.key for other in self._subjects_above(token) for r in self.resolve(other)}
        for back in range(number, max(number - _WINDOW, -1), -1):
            inside = [(t, p) for t, p in self._named if self.sentence_of[t.i] == back and t.i < token.i]
            for kind in ("Person", "Country", "Organization"):
                if kind not in kinds:
                    continue
                parties = list({p.key: p for _, p in inside if p.kind == kind and not self._only_adjective(_)}.values())
                if len(parties) == 2:
                    if back == number and any(p.key in doers for p in parties):
                        continue  # "she urged the two neighbours": not her own state
                    return parties
                if len(parties) > 2:
                    titled = [p for p in parties if office and any(t.head.endswith(office) for t in p.titles)]
                    if len(titled) == 2:
                        return titled
                    return self._main_pair if kind == "Person" else []
        return self._main_pair if "Person" in kinds else []

    def _group_before(self, token: Token) -> list[Resolved]:
        """As in "The members of the Council met. They praised …": what the subject of the last sentence stands for."""
        if token.dep_ != "nsubj" or token.sent.start == 0:
            return []
        root = self.doc[token.sent.start - 1].sent.root
        groups = [c for c in root.children if c.dep_ == "nsubj" and c.tag_ == "NNS"]
        return [Resolved(r.party, "pronoun", token) for group in groups for r in self.resolve(group)]

    @cached_property
    def _main_pair(self) -> list[Party]:
        """The two persons, of two states or bodies, of the first sentence of the body that has just two."""
        for number in range(_LEAD):
            persons = {p.key: p for t, p in self._named if self.sentence_of[t.i] == number and p.is_person}
            if len(persons) == 2 and len({p.owner for p in persons.values()}) == 2:
                return list(persons.values())
        return []

    def _company_before(self, token: Token) -> list[Party]:
        """The persons of the last sentence that has several, up to six: "the leaders"."""
        number = self.sentence_of[token.i]
        for back in range(number - 1, max(number - _WINDOW - 1, -1), -1):
            parties = list({p.key: p for t, p in self._named if self.sentence_of[t.i] == back and p.is_person}.values())
            if len(parties) >= 2:
                return parties if len(parties) <= _MAX_COMPANY else []
        return []

    def _first_person(self, token: Token, *, plural: bool) -> list[Resolved]:
        """As in "I" is who speaks: the subject of the verb of saying, else whose statement the text is; "we" are the
        states or bodies behind. Who speaks unnamed in a text of a state or body speaks for that.
        """
        speakers = self._speaking(token)
        if not speakers and not self.speech.is_quoted(token) and self.cast.publisher is not None:
            own = plural or self._is_statement
            return [Resolved(self.cast.reference_party(self.cast.publisher), "pronoun", token)] if own else []
        if not plural:
            own = len(speakers) == 1 and (speakers[0].is_person or self._is_statement)
            return [Resolved(speakers[0], "pronoun", token)] if own else []
        behind = [self.cast.represented(s) if s.is_person else s for s in speakers]
        return [Resolved(party, "pronoun", token) for party in behind if party is not None]

    def _speaking(self, token: Token) -> list[Party]:
        told = (t for t in self.speakers(token) if t.lower_ not in _I | _WE)
        return list({r.party.key: r.party for t in told for r in self.resolve(t)}.values())

    def speakers(self, token: Token) -> list[Token]:
        """The words for who says the clause of `token`: in a statement what nobody else says is its author's."""
        found = self.speech.speakers(token)
        if found or self.speech.is_quoted(token) or token.i < self.reading.headline_end:
            return found
        return self._authors

    @cached_property
    def _statement_at(self) -> int | None:
        """Where the headline says that the text is a statement or somebody's remarks."""
        headline = self.doc[: self.reading.headline_end]
        return next((t.i for t in headline if t.lower_ in self.words.statements), None)

    @property
    def _is_statement(self) -> bool:
        return self._statement_at is not None

    @cached_property
    def _authors(self) -> list[Token]:
        """Whose statement it is: "Remarks by President Clinton on …", "Joint Statement by Norway, Sweden and Chad"."""
        if self._statement_at is None:
            return []
        found: list[Token] = []
        for token in self.doc[self._statement_at + 1 : self.reading.headline_end]:
            mention = self.reading.mention(token)
            party = self.cast.party(mention) if mention else None
            if (party is not None and party.kind in _AUTHORS) or (mention is not None and mention.kind == "Role"):
                found.append(token)
            elif token.lower_ in _ABOUT or (found and token.lower_ not in _LIST_MARKS):
                break
        persons = [t for t in found if self._is_person(t)]
        return persons[:1] or found

    def _is_person(self, token: Token) -> bool:
        mention = self.reading.mention(token)
        party = self.cast.party(mention) if mention else None
        return party is not None and party.is_person

    def _only_adjective(self, token: Token) -> bool:
        mention = self.reading.mention(token)
        return mention is not None and mention.adjective

    def _pair_of_states(self, token: Token) -> list[Party]:
        persons = self._pair_before(token, {"Person"})
        states = [s for p in persons if (s := self.cast.represented(p)) is not None]
        if len(states) == 2 and states[0] is not states[1]:
            return states
        return self._pair_before(token, {"Country"})


def _salience(token: Token) -> float:
    """How likely a mention is to be taken up by a pronoun: subjects of main clauses first (as in centering theory)."""
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return 0.9 if token.head.dep_ in {"ROOT", "conj", "ccomp"} else 0.5
    return 0.3 if token.dep_ == "poss" else 0.0
