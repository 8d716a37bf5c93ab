"""Taking articles back: dropping their graphs, and computing anew what followed from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from kgbuild import fingerprint, identity
from kgbuild.assembly import known_inputs, put_together
from kgbuild.errors import InputError
from kgbuild.manifest import BuildReport, Inputs
from kgbuild.output import OutputFolder
from kgbuild.settings import Settings

_NEAR = 3


def retract_articles(
    ids: Iterable[str], output: Path, *, lexicon: Path | None = None, gazetteer: Path | None = None
) -> BuildReport:
    """Takes articles back: the folder then holds what a build without them would have written, byte by byte.

    `lexicon` and `gazetteer` are the user's own that it was built with: which names are one is worked out anew. Raises
    :class:`InputError` for ids that the folder does not hold, or where it was built with others or by another version.
    """
    folder = OutputFolder(output)
    if not folder.holds_a_graph:
        raise InputError(f"{output} holds no graph: name the folder that kgbuild build wrote (-o)")
    with folder.claimed():
        inputs = known_inputs(folder)
        unwanted = {_resolved(article, inputs, output) for article in ids}
        now = fingerprint.take(Settings(lexicon=lexicon, gazetteer=gazetteer))
        if inputs.made_with.code == now.code and inputs.made_with.lexicon != now.lexicon:
            raise InputError(f"{output} was built with another lexicon or gazetteer: name it as you did for the build")
        if inputs.made_with.code != now.code:
            raise InputError(f"{output} was built by another version of kgbuild: build it anew from the other articles")
        rest = {article: key for article, key in inputs.articles.items() if article not in unwanted}
        if not rest:
            raise InputError(f"{output} holds no other articles: delete the folder")
        return put_together(folder, replace(inputs, articles=rest), gazetteer)


def _resolved(article: str, inputs: Inputs, output: Path) -> str:
    """An article's id from the id as it is, a short IRI (``article:ID``) or an IRI."""
    for name in (article, article.removeprefix("article:")):
        if name in inputs.articles:
            return name
    for known in inputs.articles:
        if article == identity.iri(f"article:{known}", inputs.base):
            return known
    near = get_close_matches(article, inputs.articles, n=_NEAR)
    near += [known for known in sorted(inputs.articles) if article in known and known not in near]
    hint = f"; do you mean {' or '.join(near[:_NEAR])}?" if near else f" among its {len(inputs.articles)}"
    raise InputError(f"{output} holds no article {article!r}{hint}")
