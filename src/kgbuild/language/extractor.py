"""Articles → facts: the whole left half of kgbuild, in batches.

The recogniser of names runs on the article as it is; tagger and parser run on the reading (see
:mod:`kgbuild.language.reading`). So a text passes once through each of spaCy's parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Self

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kgbuild.errors import InputError
from kgbuild.fact import Article, Fact
from kgbuild.gazetteer import Gazetteer, Reference, load_gazetteer
from kgbuild.language.assemble import Assembler
from kgbuild.language.candidate import Candidate
from kgbuild.language.cast import Cast
from kgbuild.language.circumstances import Circumstances
from kgbuild.language.coreference import Resolver
from kgbuild.language.dates import day_of_telling, find_dates, outside_names
from kgbuild.language.documents import DocumentReader
from kgbuild.language.frames import FrameReader
from kgbuild.language.lexicon import Lexicon, load_lexicon
from kgbuild.language.merge import merge
from kgbuild.language.modality import ModalityReader, load_modality_words
from kgbuild.language.occasions import point_to_occasions
from kgbuild.language.office_facts import OfficeFacts
from kgbuild.language.office_words import load_office_words
from kgbuild.language.possessors import Possessors
from kgbuild.language.quotes import Quoter
from kgbuild.language.reading import make_reading, reading_of
from kgbuild.language.recognise import Recogniser
from kgbuild.language.reference_facts import derive_missions
from kgbuild.language.repairs import repair
from kgbuild.language.scene import Recognised, headline_end
from kgbuild.language.speech import load_speech_words
from kgbuild.language.things import load_thing_words
from kgbuild.schema import Schema
from kgbuild.settings import DEFAULT_MODEL, Settings

_BATCH = 64


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """A spaCy English pipeline, by folder or by package, with the hyphens of the package index or without them.

    Raises :class:`InputError` where it is not installed or cannot parse.
    """
    folder = Path(name).is_dir()
    try:
        nlp = spacy.load(name if folder else name.replace("-", "_"))
    except (OSError, ModuleNotFoundError) as error:
        if folder:
            raise InputError(
                f"the folder {name!r} holds no spaCy model: name the one that has its config.cfg"
            ) from error
        raise InputError(
            f"the spaCy model {name!r} is not installed: pip install it, or leave out --model for {DEFAULT_MODEL}"
        ) from error
    missing = {"parser", "tagger", "ner", "lemmatizer"} - set(nlp.pipe_names)
    if missing:
        raise InputError(
            f"the spaCy model {name!r} has no {', '.join(sorted(missing))}; kgbuild needs a full English pipeline"
        )
    return nlp


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article gave: its facts, and how many sentences had a trigger but told no fact."""

    article: Article
    facts: tuple[Fact, ...]
    derived: tuple[Fact, ...]
    barren_sentences: int


class Extractor:
    """Reads articles with one model, lexicon and gazetteer."""

    def __init__(
        self,
        schema: Schema,
        *,
        model: str = DEFAULT_MODEL,
        gazetteer: Gazetteer | None = None,
        lexicon: Lexicon | None = None,
        lexicon_folder: Path | None = None,
    ) -> None:
        self.schema, self.model = schema, model
        self.gazetteer = gazetteer or load_gazetteer()
        self.lexicon = lexicon or load_lexicon(schema, lexicon_folder)
        self.nlp = load_model(model)
        words = load_modality_words()
        self.modality, self.syntax = ModalityReader(words), load_speech_words().syntax()
        self.recogniser = Recogniser(self.gazetteer, load_office_words(), load_thing_words(), _dictionary(self.nlp))

    @classmethod
    def from_settings(cls, schema: Schema, settings: Settings) -> Self:
        """With the model that is set, and with the user's own frames and names."""
        gazetteer = load_gazetteer(settings.gazetteer)
        return cls(schema, model=settings.model, gazetteer=gazetteer, lexicon_folder=settings.lexicon)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The facts of each article, in order."""
        return (extraction for extraction, _ in self.observe(articles))

    def observe(self, articles: Iterable[Article]) -> Iterator[tuple[Extraction, FrameReader]]:
        """What :meth:`extract` gives, with the reader that it comes from, for who asks what else was understood."""
        stream = iter(articles)
        while batch := list(islice(stream, _BATCH)):
            for article, doc in zip(batch, self._read(batch), strict=True):
                reader, resolver = self._frames(article, doc)
                yield self._facts(article, doc, reader, resolver), reader

    def proposals(self, article: Article) -> tuple[Doc, FrameReader, list[Candidate]]:
        """What the frames propose for one article, with the doc and the reader that they come from."""
        doc = self._read([article])[0]
        reader, _ = self._frames(article, doc)
        return doc, reader, list(reader.candidates())

    # the two passes

    def _read(self, articles: list[Article]) -> list[Doc]:
        raws = list(self._pipe([self.nlp.make_doc(article.text) for article in articles], recognise=True))
        docs = []
        for article, raw in zip(articles, raws, strict=True):
            spans = [Recognised(e.start_char, e.end_char, e.label_) for e in raw.ents]
            mentions = self.recogniser.mentions(article.text, spans)
            title_end = len(article.title) if article.title and article.text.startswith(article.title) else 0
            title_case = bool(title_end) and headline_end(article.text) > 0
            body_start = title_end + len(article.text[title_end:]) - len(article.text[title_end:].lstrip())
            docs.append(make_reading(raw, mentions, title_end=title_end, body_start=body_start, title_case=title_case))
        return [repair(doc) for doc in self._pipe(docs, recognise=False)]

    def _pipe(self, docs: Iterable[Doc], *, recognise: bool) -> Iterable[Doc]:
        """Runs the recogniser, with what it listens to, or all other parts."""
        listens = any("listener" in node.name for node in self.nlp.get_pipe("ner").model.walk())  # type: ignore[attr-defined]
        for name, part in self.nlp.pipeline:
            upstream = name in {"tok2vec", "transformer"}
            if (name == "ner") == recognise or (recognise and listens and upstream):
                if recognise and name != "ner" and not (listens and upstream):
                    continue
                docs = part.pipe(docs, batch_size=_BATCH) if hasattr(part, "pipe") else map(part, docs)
        return docs

    # one article

    def _frames(self, article: Article, doc: Doc) -> tuple[FrameReader, Resolver]:
        reading = reading_of(doc)
        dateline_place = self._place_of(reading.dateline.place) if reading.dateline else None
        cast = Cast(
            reading.mentions,
            gazetteer=self.gazetteer,
            schema=self.schema,
            publisher=self._publisher(article.publisher or ""),
            dateline_state=self._state_of(dateline_place),
            home_state=self._home(article.publisher or ""),
            published=article.published,
            article=article.id,
        )
        place = cast.reference_party(dateline_place) if dateline_place else None
        resolver = Resolver(doc, cast, place, Possessors(self.modality.words, self.syntax))
        documents = DocumentReader(doc, article.text, cast, self.recogniser.thing_words, self.syntax)
        reader = FrameReader(doc, resolver, self.lexicon, self.schema, self.syntax, self.modality, documents)
        return reader, resolver

    def _facts(self, article: Article, doc: Doc, reader: FrameReader, resolver: Resolver) -> Extraction:
        dateline = resolver.reading.dateline
        told = day_of_telling(dateline.date if dateline else None, article.published)
        dates = outside_names(find_dates(article.text, told), resolver.reading.mentions)
        news = self.gazetteer.outlet(article.publisher or "") is not None
        candidates = list(reader.candidates())
        circumstances = Circumstances(doc, resolver, dates, article.published, self.schema, candidates, news=news)
        quotes = Quoter(article, doc)
        offices = OfficeFacts(article, resolver.cast, quotes, dates, self.schema)
        assembler = Assembler(article, doc, resolver, circumstances, self.schema, self.syntax, quotes)
        events = list(assembler.events(candidates))
        travelled = {(event.relation, event.subject.id) for event in events}  # who is told to be in a town of it
        visits = (visit for visit in offices.visits() if (visit.relation, visit.subject.id) not in travelled)
        facts = merge([*offices.facts(), *events, *visits], self.schema, len(article.title))
        facts = point_to_occasions(facts, resolver.cast.described_events(), self.lexicon, self.schema)
        derived = derive_missions(facts, resolver, self.gazetteer, article.published)
        fertile = {c.site.trigger.sent.start for c in candidates}
        barren = sum(1 for start in reader.trigger_sentences() if start not in fertile)
        return Extraction(article, tuple(facts), tuple(derived), barren)

    def _place_of(self, name: str) -> Reference | None:
        references = self.gazetteer.names.get(name) or self.gazetteer.names.get(name.title()) or ()
        if not references and "," in name:
            return self._place_of(name.split(",", maxsplit=1)[0])
        return references[0] if len(references) == 1 and references[0].kind in {"Place", "Country"} else None

    def _state_of(self, place: Reference | None) -> Reference | None:
        if place is None:
            return None
        iso = place.id.split(":")[1] if place.kind == "Country" else self.gazetteer.capitals.get(place.id)
        return self.gazetteer.references.get(f"country:{iso}") if iso else None

    def _home(self, publisher: str) -> Reference | None:
        """The state whose readers a newspaper writes for: "the Treasury Secretary" is that state's."""
        outlet = self.gazetteer.outlet(publisher)
        return self.gazetteer.references[f"country:{outlet.country}"] if outlet and not outlet.world else None

    def _publisher(self, publisher: str) -> Reference | None:
        """The state or body that published a text by its own office; the media speak for none."""
        references = self.recogniser.listed(publisher)
        if self.gazetteer.outlet(publisher) or any(r.id in self.gazetteer.media for r in references):
            return None
        states = {
            r.id if r.kind == "Country" else f"country:{r.country}"
            for r in references
            if r.kind == "Country" or r.country
        }
        if len(states) == 1:
            return self.gazetteer.references.get(states.pop())
        bodies = {r.id for r in references if r.kind == "Organization"}
        return self.gazetteer.references.get(bodies.pop()) if len(bodies) == 1 and not states else None


def _dictionary(nlp: Language) -> Callable[[str], bool]:
    """Is a lower-case word an English noun or adjective? Asked of the lemmatizer's own tables (WordNet's)."""
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    if not lookups.has_table("lemma_index"):
        return lambda _: False
    index = lookups.get_table("lemma_index")
    known = frozenset(index.get("noun", ())) | frozenset(index.get("adj", ()))

    def is_word(word: str) -> bool:
        if word.endswith("ies") and f"{word[:-3]}y" in known:
            return True
        singular = (word.removesuffix("s"), word.removesuffix("es"))
        return word in known or any(form in known for form in singular)

    return is_word
