"""Text → mentions: gazetteers, offices, names and described things, with spaCy's recogniser as one witness among
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kgbuild.gazetteer import Gazetteer, Reference, plain
from kgbuild.language.affiliations import AffiliationReader
from kgbuild.language.draft import Draft
from kgbuild.language.mention import Mention
from kgbuild.language.office_words import OfficeWords
from kgbuild.language.offices import OfficeGrammar, OfficePhrase
from kgbuild.language.persons import PersonFinder
from kgbuild.language.scene import Recognised, Scene, build_scene
from kgbuild.language.surfaces import Hit, Surfaces
from kgbuild.language.things import Thing, ThingGrammar, ThingWords
from kgbuild.language.words import Span, split_surface, split_words


@dataclass
class Recogniser:
    """Finds the mentions of a text; the same input gives the same mentions."""

    gazetteer: Gazetteer
    office_words: OfficeWords
    thing_words: ThingWords
    is_dictionary_word: Callable[[str], bool]

    def __post_init__(self) -> None:
        self._surfaces = Surfaces(self.gazetteer, self.thing_words.combining)
        parts = {body.id for body in self.gazetteer.organizations.values() if body.parent}
        self._leaders = self._leaders_by_first_word()
        self._organs = frozenset(parts | set(self.gazetteer.institutions))

    def _leaders_by_first_word(self) -> dict[str, list[tuple[str, ...]]]:
        """Full names of those whom the list of leaders knows, longest first."""
        names: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for leader in self.gazetteer.leaders:
            for name in (leader.label, *leader.names):
                for spelling in {name, plain(name)}:
                    words = split_surface(spelling)
                    if len(words) > 1:
                        names[words[0]].append(words)
        return {first: sorted(set(found), key=lambda words: (-len(words), words)) for first, found in names.items()}

    def _known_leaders(self, scene: Scene) -> None:
        """Enters their names as persons, where the entity recogniser does not see one."""
        texts = [word.text for word in scene.words]
        for index, text in enumerate(texts):
            for words in self._leaders.get(text, ()):
                end = index + len(words)
                if tuple(texts[index:end]) == words:
                    scene.person_start[index] = max(end, scene.person_start.get(index, end))
                    break

    def listed(self, text: str) -> list[Reference]:
        """What the lists know of the names in a short text, ambiguous ones left out."""
        return [hit.reference for hit in self._surfaces.hits(split_words(text)) if hit.reference is not None]

    def mentions(self, text: str, recognised: Iterable[Recognised]) -> list[Mention]:
        """Mentions in the order of the text, without overlaps.

        First offices with their holders, then other persons, roles, described things and the names of the lists:
        what is found earlier keeps its words.
        """
        scene = build_scene(
            text,
            recognised,
            surfaces=self._surfaces,
            vocabulary=self.office_words,
            is_dictionary_word=self.is_dictionary_word,
            organs=self._organs,
            references=self.gazetteer.references,
        )
        self._known_leaders(scene)
        draft = Draft(text, scene.words)
        grammar = OfficeGrammar(scene, self.office_words)
        persons = PersonFinder(scene, draft, grammar.names, self.office_words, self.thing_words.heads)
        bare = persons.find(grammar.phrases())
        _OtherFinder(scene, draft, grammar, self.thing_words).find(bare)
        persons.owners_after_names()
        draft.found = AffiliationReader(scene, self.office_words).entered(draft.found)
        draft.found.sort(key=lambda item: item[0].start)
        return [mention for _, mention in draft.found]


class _OtherFinder:
    """Takes what is no named person: groups that stand for a state, roles, things, listed names, unlisted bodies."""

    def __init__(self, scene: Scene, draft: Draft, grammar: OfficeGrammar, thing_words: ThingWords) -> None:
        self.scene, self.draft, self.thing_words = scene, draft, thing_words
        self.names, self.vocabulary = grammar.names, grammar.vocabulary
        self.words, self.lowers = scene.words, scene.lowers
        self.things: list[Thing] = []

    def find(self, bare: list[OfficePhrase]) -> None:
        self._groups()
        self._roles(bare)
        self._things()
        self._listed()
        self._recognised(self.scene.organization_end, "Organization")
        self._recognised(self.scene.place_end, "Place")
        self._inside()

    def _groups(self) -> None:
        """As in "Turkish troops", "Iran's foreign ministry", "the Government of the Republic of Mali": the state
        beside a role noun.
        """
        for index in range(len(self.words)):
            length, _ = next(self.vocabulary.group_phrases.at(self.lowers, index), (0, False))
            if not length or any(self.draft.taken[index : index + length]) or self._goes_on(index + length):
                continue
            span, hit = (
                self._state_before(index, index + length) or self._state_after(index, index + length) or (None, None)
            )
            if span and hit and self.draft.free(span):
                noun = self.words[index + length - 1]
                mention = self.draft.mention(
                    span,
                    hit.references[0].kind,
                    references=hit.references,
                    group=True,
                    origin="group",
                    head_word=noun.text,
                    name=None,
                    plural=noun.lower.endswith("s"),
                    inside=self._organ(span, noun.lower),
                )
                self.draft.take(span, mention)

    def _organ(self, span: Span, noun: str) -> tuple[Mention, ...]:
        """The body itself in "Russia's foreign ministry", which stands for its state."""
        return (self._part(span, (), "Organization"),) if self.thing_words.heads.get(noun) == "Organization" else ()

    def _goes_on(self, index: int) -> bool:
        """As in "Sudan's Transitional Military Council": more of a name follows the group."""
        following = self.words[index] if index < len(self.words) else None
        return following is not None and following.is_capitalised and following.lower in self.thing_words.heads

    def _state_before(self, index: int, end: int) -> tuple[Span, Hit] | None:
        at = index - 1
        steps = 0
        while (
            at >= 0
            and steps < 3
            and (self.lowers[at] in self.vocabulary.modifiers or self.lowers[at] in {"new", "former", "then"})
            and at + 1 not in self.scene.hits_by_end
        ):
            at, steps = at - 1, steps + 1
        if at >= 1 and self.words[at].is_possessive:
            at -= 1
        hit = self.scene.hits_by_end.get(at + 1)
        if hit and hit.reference and hit.reference.kind == "Country":
            return Span(hit.start, end), hit
        return None

    def _state_after(self, index: int, end: int) -> tuple[Span, Hit] | None:
        if end >= len(self.words) or self.lowers[end] != "of":
            return None
        at = end + 1
        while at < len(self.words) and self.lowers[at] in {"the", "sisterly", "friendly", "brotherly"}:
            at += 1
        hit = self.scene.hits_by_start.get(at)
        if hit and hit.reference and hit.reference.kind == "Country" and hit.reference.role != "demonym":
            return Span(index, self.scene.skip_bracket(hit.end)), hit
        return None

    def _roles(self, bare: list[OfficePhrase]) -> None:
        listed = (hit for hit in self.scene.hits_by_start.values() if hit.reference and hit.reference.kind == "Event")
        events = {at for hit in listed for at in range(hit.start, hit.end)}
        for phrase in bare:
            title = phrase.titles[0]
            start = self.names.honorific_before(phrase.span.start)
            if self.lowers[start : start + 1] and start < phrase.span.start and self.lowers[phrase.span.start] == "the":
                start = phrase.span.start
            if title.head in self.vocabulary.implied and len(phrase.titles) == 1:
                start = title.core_end - len(title.head.split())  # "a NATO member": the parser needs the body
            span = Span(start, self._role_end(phrase))
            if not self.draft.free(span) or (phrase.span.start < self.scene.headline_end and title.weak):
                continue
            if span.end - 1 in events:
                continue  # "the APEC Leaders' Meeting"
            words = [w for w in self.words[span.start : span.end] if w.is_alphabetic]
            head = (
                title.head.split()[0] if title.head.split()[0] in {w.lower for w in words} else title.head.split()[-1]
            )
            honorific = start < phrase.span.start
            self.draft.take(
                span,
                self.draft.mention(
                    span,
                    "Role",
                    titles=phrase.titles,
                    origin="role",
                    head_word=head,
                    plural=title.plural,
                    determiner="his" if phrase.own else "the" if honorific else phrase.determiner,
                ),
            )

    def _role_end(self, phrase: OfficePhrase) -> int:
        """Where a role without a name ends: the parser needs "to Niger", "in Niamey" and "of NATO" for what they
        tell.
        """
        title = phrase.titles[0]
        if (
            len(phrase.titles) == 1
            and title.core_end < phrase.span.end
            and (title.weak_head or self.lowers[title.core_end] in {"to", "for", "in"})
        ):
            return title.core_end
        return phrase.span.end

    def _things(self) -> None:
        self.things = ThingGrammar(self.scene, self.thing_words).things()
        for thing in self.things:
            span = thing.span
            aliases: tuple[str, ...] = ()
            if (
                span.end in self.scene.brackets
                and self.scene.brackets[span.end] == span.end + 3
                and self.words[span.end + 1].text.isupper()
            ):
                aliases, span = (self.words[span.end + 1].text,), Span(span.start, span.end + 3)
            span = self._without_article(span)
            if thing.owned:
                self.draft.give_up(span, "Role")
            overlapped = [s for s, m in self.draft.found if s.overlaps(span)]
            if overlapped or not self.draft.free(span) or len(span) < 2:
                continue
            exact = self.scene.hits_by_start.get(span.start)
            if exact and exact.end == span.end:
                continue
            self.draft.take(
                span,
                self.draft.mention(
                    span,
                    thing.kind,
                    name=self.draft.surface(span),
                    aliases=aliases,
                    origin="thing",
                    head_word=self.words[thing.head].text,
                ),
            )

    def _listed(self) -> None:
        for hit in self.scene.hits_by_start.values():
            span = Span(hit.start, hit.end)
            if not hit.references or not self.draft.free(span):
                continue
            kinds = {r.kind for r in hit.references}
            demonym = all(r.role == "demonym" for r in hit.references)
            aliases: tuple[str, ...] = ()
            end = hit.end
            if (
                hit.end in self.scene.brackets
                and self.scene.brackets[hit.end] == hit.end + 3
                and self.words[hit.end + 1].text.isupper()
                and _has_acronym(hit)
            ):
                aliases, end = (self.words[hit.end + 1].text,), hit.end + 3
            span = Span(hit.start, end) if self.draft.free(Span(hit.start, end)) else span
            self.draft.take(
                span,
                self.draft.mention(
                    span,
                    next(iter(kinds)) if len(kinds) == 1 else "Ambiguous",
                    name=self.draft.surface(Span(hit.start, hit.end)),
                    references=hit.references,
                    adjective=demonym,
                    aliases=aliases,
                    head_word=self.words[hit.end - 1].text,
                ),
            )

    def _recognised(self, found: dict[int, int], kind: str) -> None:
        """Bodies or places that only the recogniser knows, with the acronym in brackets after them."""
        for end, start in found.items():
            span = Span(start, end)
            if (
                not self.draft.free(span)
                or start < self.scene.headline_end
                or (
                    len(span) == 1
                    and not self.words[start].text.isupper()
                    and self.scene.is_dictionary_word(self.lowers[start])
                )
            ):
                continue
            aliases: tuple[str, ...] = ()
            if (
                end in self.scene.brackets
                and self.scene.brackets[end] == end + 3
                and self.words[end + 1].text.isupper()
                and self.draft.free(Span(end, end + 3))
            ):
                aliases, span = (self.words[end + 1].text,), Span(start, end + 3)
            self.draft.take(
                span,
                self.draft.mention(
                    span,
                    kind,
                    name=self.draft.surface(Span(start, end)),
                    aliases=aliases,
                    origin="recogniser",
                    head_word=self.words[end - 1].text,
                ),
            )

    def _inside(self) -> None:
        """Enters what is named inside other mentions."""
        parts = [
            *((Span(h.start, h.end), h.references, "") for h in self.scene.hits_by_start.values() if h.references),
            *((self._without_article(thing.span), (), thing.kind) for thing in self.things),
            *((Span(start, end), (), "Organization") for end, start in self.scene.organization_end.items()),
        ]
        for index, (span, mention) in enumerate(self.draft.found):
            inner = [p for p in parts if span.start <= p[0].start and p[0].end <= span.end and p[0] != span]
            if inner:
                parts_here = tuple(self._part(*part) for part in inner)
                self.draft.found[index] = (span, replace(mention, inside=mention.inside + parts_here))

    def _part(self, span: Span, references: tuple[Reference, ...], kind: str) -> Mention:
        kinds = {reference.kind for reference in references} or {kind}
        return self.draft.mention(
            span,
            next(iter(kinds)) if len(kinds) == 1 else "Ambiguous",
            name=self.draft.surface(span),
            references=references,
            adjective=bool(references) and all(r.role == "demonym" for r in references),
            origin="inside",
            head_word=self.words[span.end - 1].text,
        )

    def _without_article(self, span: Span) -> Span:
        while span.start < span.end and self.lowers[span.start] in {"the", "a", "an"}:
            span = Span(span.start + 1, span.end)
        return span


def _has_acronym(hit: Hit) -> bool:
    """May what stands in brackets after a listed name be short for it? Not after a place or a state of one word:
    "Abuja (NAN)", "Banque du Laos (BDL)".
    """
    kinds = {reference.kind for reference in hit.references}
    return "Place" not in kinds and ("Country" not in kinds or hit.end - hit.start > 1)
