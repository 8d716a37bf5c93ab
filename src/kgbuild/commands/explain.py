"""``kgbuild explain``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kgbuild.commands import options
from kgbuild.commands.terminal import say
from kgbuild.errors import QueryError
from kgbuild.explain import ClaimTold, claims_about, claims_of, facts_behind
from kgbuild.fact import Article, Fact
from kgbuild.identity import KINDS
from kgbuild.output import OutputFolder
from kgbuild.settings import Settings
from kgbuild.stores.embedded import EmbeddedStore

_FOUND = re.compile(r"(?:subject|object) (?:in|by) ")
_WORD = re.compile(r"[\w-]+")
_REASONS = 4


@click.command
@click.argument("terms", nargs=-1, metavar="[NAME | SUBJECT RELATION OBJECT]")
@click.option("--article", metavar="ID", help="All that this article says.")
@click.option("--text", metavar="SENTENCE", help="Read a sentence, and say what it gives or why it gives nothing.")
@options.store
@options.model
@options.lexicon
@options.gazetteer
def explain(terms: tuple[str, ...], article: str | None, text: str | None, folder: Path, **settings: Any) -> int:
    """Show why facts are in the graph: the sentence, the frame that read it, and the article.

    NAME is a person, state, body, place, event, claim or article, by name, by a short IRI (claim:0f3a...) or by an
    IRI. SUBJECT, RELATION and OBJECT ask for one fact; for an office, OBJECT is its title.

    \b
    kgbuild explain "Nasser Bourita" metWith "Jean-Pierre Lacroix"
    kgbuild explain "Nasser Bourita"
    kgbuild explain --article bourita-lacroix
    kgbuild explain --text "Minister Bourita might meet Mr. Lacroix."
    """  # noqa: D301 (\b is how click marks lines to keep)
    ways = [bool(terms), article is not None, text is not None]
    if sum(ways) != 1 or len(terms) not in {0, 1, 3}:
        raise click.UsageError("give one name, or subject, relation and object, or --article, or --text")
    if text is not None:
        return _explain_text(text, Settings(**settings))
    try:
        claims = _ask(EmbeddedStore.open(folder), terms or (f"article:{article}",))
    except QueryError as error:
        raise click.UsageError(str(error)) from error
    facts = facts_behind(claims, OutputFolder(folder.parent))
    for claim in claims:
        click.echo("\n".join(_lines(claim, facts.get(claim.claim))))
    if not claims:
        say("no article says so")
    return 0 if claims else 1


def _ask(store: EmbeddedStore, terms: tuple[str, ...]) -> list[ClaimTold]:
    return claims_about(store, terms[0]) if len(terms) == 1 else claims_of(store, terms[0], terms[1], terms[2])


def _lines(claim: ClaimTold, fact: Fact | None) -> Iterator[str]:
    yield click.style(
        f"{_side(claim.subject, claim.subject_for)} {claim.relation} {_side(claim.object, claim.object_for)}", bold=True
    )
    yield f"  “{marked(claim.quote, claim.names.splitlines(), _trigger(fact) if fact else None)}”"
    told = {
        "status": claim.status if claim.status != "occurred" else None,
        "phase": claim.phase,
        "date": claim.date,
        "place": claim.place,
        "says": claim.speaker,
        "follows from": claim.derived_from,
        "frame": f"{claim.frame}, confidence {claim.confidence:.2f}",
        **(_judgement(fact) if fact else {}),
        "article": ", ".join(
            filter(None, (_short(claim.article), claim.title, f"characters {claim.span}", claim.page))
        ),
        "claim": _short(claim.claim),
    }
    yield from (f"  {key:12} {value}" for key, value in told.items() if value)


def _side(party: str, body: str | None) -> str:
    return f"{party} ({body})" if body and body != party else party


def _short(iri: str) -> str:
    """``claim:0f3a`` for the IRI of a claim, whatever its base."""
    kind, local_name = iri.rsplit("/", 2)[-2:]
    return f"{kind}:{local_name}" if kind in KINDS else iri


def _trigger(fact: Fact) -> int | None:
    """Where in the quote the word stands that evokes the relation."""
    at = int(fact.occasion.rpartition("#")[2]) - fact.evidence.start if fact.occasion else -1
    return at if 0 <= at < len(fact.evidence.quote) else None


def marked(quote: str, names: list[str], trigger: int | None = None) -> str:
    """The quote with the parties' names underlined and the word at `trigger` bold.

    click takes the marks out where no terminal is.
    """
    if trigger is not None and (word := _WORD.match(quote, trigger)):
        evoking = click.style(word[0], bold=True)
        return f"{marked(quote[:trigger], names)}{evoking}{marked(quote[word.end() :], names)}"
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    return re.sub(rf"\b(?:{known})\b", lambda name: click.style(name[0], underline=True), quote) if known else quote


def _explain_text(text: str, settings: Settings) -> int:
    from kgbuild.language.extractor import Extractor  # noqa: PLC0415 (the store's answers need no spaCy)
    from kgbuild.ontology import load_schema  # noqa: PLC0415
    from kgbuild.silence import explain_silence  # noqa: PLC0415

    article = Article("text", text)
    extractor = Extractor.from_settings(load_schema(), settings)
    (extraction,) = extractor.extract([article])
    silence = explain_silence(extractor, article)
    for fact in (*extraction.facts, *extraction.derived):
        click.echo("\n".join(_fact_lines(fact)))
    for trigger in silence.triggers:
        click.echo(f"nothing came of “{trigger.word}” ({', '.join(trigger.relations)}): {trigger.sentence}")
        for frame, lack in trigger.frames:
            click.echo(f"  {'frame':12} {frame}: {lack}")
    if not (extraction.facts or silence.triggers):
        click.echo("no word of it evokes a relation: see kgbuild lexicon list")
    click.echo(f"names understood: {', '.join(silence.parties) or 'none'}")
    return 0


def _fact_lines(fact: Fact) -> Iterator[str]:
    stated = fact.object.label if fact.object else fact.value or ""
    subject_for, object_for = (body.label if body else None for body in (fact.subject_for, fact.object_for))
    yield click.style(
        f"{_side(fact.subject.label, subject_for)} {fact.relation} {_side(stated, object_for)}", bold=True
    )
    names = [name for party in (fact.subject, fact.object) if party for name in party.names]
    yield f"  “{marked(fact.evidence.quote, names, _trigger(fact))}”"
    told = {
        "status": fact.status,
        "phase": fact.phase,
        "date": fact.date,
        "place": fact.place.label if fact.place else None,
        "says": fact.speaker.label if fact.speaker else None,
        "follows from": fact.derived_from,
        "frame": f"{fact.evidence.frame}, confidence {fact.evidence.confidence:.2f}",
        **_judgement(fact),
    }
    yield from (f"  {key:12} {value}" for key, value in told.items() if value)


def _judgement(fact: Fact) -> dict[str, str]:
    """How the parties were found, and what raised and what lowered the confidence, from that of the rule."""
    from kgbuild.language.judge import is_of_office, load_judges  # noqa: PLC0415

    judges = load_judges()
    judge = judges.offices if is_of_office(fact.evidence) else judges.events
    reasons = judge.reasons(fact.evidence.signs)
    raised = [f"{sign} {weight:+.2f}" for sign, weight in reasons if weight > 0]
    lowered = [f"{sign} {weight:+.2f}" for sign, weight in reasons if weight < 0]
    rule = f"{fact.evidence.rule:.2f}" if fact.evidence.signs else ""
    found = ", ".join(sign for sign in fact.evidence.signs if _FOUND.match(sign))
    shown = {"raised by": ", ".join(raised[:_REASONS]), "lowered by": ", ".join(lowered[:_REASONS])}
    return {"found": found, "rule": rule, **shown}
