"""The state, body or party that stands beside a name: "President X of Spain", "Iran's X", "Sen. X (D-Del.)"."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.gazetteer import Reference
from kgbuild.language.mention import Mention
from kgbuild.language.person_draft import PersonDraft
from kgbuild.language.words import Span


class OwnersOfNames:
    """Gives the persons of one text the states and bodies that stand beside their names."""

    def __init__(self, persons: PersonDraft) -> None:
        self.persons = persons
        self.scene, self.draft = persons.scene, persons.draft
        self.names, self.vocabulary = persons.names, persons.vocabulary
        self.words, self.lowers = self.scene.words, self.scene.lowers

    def owners_after_names(self) -> None:
        """As in "President Pedro Sánchez of Spain", "Council President X (Republic of Korea)"."""
        for i, (span, mention) in enumerate(self.draft.found):
            if mention.kind != "Person":
                continue
            if not mention.titles and (before := self._state_before(span.start)) is not None:
                self.draft.found[i] = (span, replace(mention, owner=before))
                continue
            at = span.end
            if (tagged := self._party_tag(at, mention)) is not None:
                self.draft.found[i] = (span, tagged)
                continue
            if at + 1 < len(self.words) and self.lowers[at] == "of":
                at += 1 + (self.lowers[at + 1] == "the")
                while at < len(self.words) and self.lowers[at] in {"friendly", "sisterly", "brotherly"}:
                    at += 1
            elif at in self.scene.brackets or self._is_item_with_body(at, mention):
                at += 1
            else:
                continue
            hit = self.scene.hits_by_start.get(at)
            reference = hit.reference if hit else None
            local = bool(mention.titles) and mention.titles[-1].head in self.vocabulary.local_heads
            if reference is None or reference.kind not in {"Country", "Organization", *(["Place"] if local else [])}:
                continue
            in_bracket = span.end in self.scene.brackets
            if in_bracket and self.scene.brackets[span.end] != hit.end + 1:  # type: ignore[union-attr]
                continue
            end = hit.end + in_bracket  # type: ignore[union-attr]
            inner = [j for j, (s, _) in enumerate(self.draft.found) if span.end <= s.start < end]
            if any(self.draft.found[j][1].kind != reference.kind for j in inner):
                continue
            self.draft.found[i] = (
                Span(span.start, end),
                replace(mention, owner=reference, end=self.words[end - 1].end),
            )
            for j in inner:
                self.draft.found[j] = (Span(-1, -1), self.draft.found[j][1])
        self.draft.found = [(s, m) for s, m in self.draft.found if s.start >= 0]

    def _is_item_with_body(self, at: int, mention: Mention) -> bool:
        """As in a list of participants: "President X, European Commission", closed by the end of the line."""
        if at >= len(self.words) or self.lowers[at] != "," or not mention.titles or mention.titles[-1].owner:
            return False
        hit = self.scene.hits_by_start.get(at + 1)
        if hit is None or hit.reference is None or hit.reference.role == "demonym":
            return False
        return hit.end >= len(self.words) or self.words[hit.end].is_break or self.lowers[hit.end] in {";", "–", "-"}

    def _party_tag(self, at: int, mention: Mention) -> Mention | None:
        """The mention with the state and party whose legislators are tagged so: "Sen. X (D-Del.)", "Rep. Y, R-Ark."."""
        if not mention.titles or at + 1 >= len(self.words) or self.lowers[at] not in {"(", ","}:
            return None
        for party in self.vocabulary.parties:
            if self.words[at + 1].text.startswith(party.tag):
                references = self.scene.references
                return replace(mention, owner=references[party.state], member_of=references.get(party.party))
        return None

    def _state_before(self, start: int) -> Reference | None:
        """As in "Iranian Gen. Qassem Soleimani", "Iran's Hassan Rouhani"."""
        at = start - (start > 0 and self.words[start - 1].is_possessive)
        hit = self.scene.hits_by_end.get(at)
        if hit is None or hit.reference is None or hit.reference.kind != "Country":
            return None
        possessive = at < start
        return hit.reference if possessive or hit.reference.role == "demonym" else None
