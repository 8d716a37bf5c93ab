"""A SPARQL 1.1 endpoint somewhere else, read over HTTP."""

from __future__ import annotations

from email.message import Message
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from pyoxigraph import QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results

from kgbuild.errors import QueryError, StoreError
from kgbuild.stores.store import Result, plain

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"


class EndpointStore:
    """Whatever answers at an address by the SPARQL 1.1 Protocol."""

    def __init__(self, url: str, *, timeout: float = 60) -> None:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise QueryError(f"{url!r} is no address of an endpoint: it begins with http:// or https://")
        self.url = url
        self.timeout = timeout

    def query(self, text: str) -> Result:
        """Raises :class:`StoreError` with what the endpoint says, in one line."""
        body, kind = self._post(text)
        table = QueryResultsFormat.from_media_type(kind)
        graph = RdfFormat.from_media_type(kind)
        if table is None and graph is None:
            raise StoreError(f"{self.url} answers with {kind}, which is no result of SPARQL: is the address right?")
        try:
            if table is not None:
                return plain(parse_query_results(body, format=table))
            # Some stores hold IRIs that RFC 3987 does not allow: whoever asks for triples is to see them.
            triples = {quad.triple for quad in parse(body, format=graph, base_iri=self.url, lenient=True)}
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.url} sends {kind} that cannot be read: {_line(str(error))}") from error
        return tuple(sorted(cast(set[Triple], triples), key=str))

    def _post(self, text: str) -> tuple[bytes, str]:
        # As a form: some servers never answer a query that is posted as it is.
        form = urlencode({"query": text}).encode()
        request = Request(self.url, data=form, headers={"Accept": _ACCEPT, "User-Agent": "kgbuild"})  # noqa: S310
        try:
            with urlopen(request, timeout=self.timeout) as response:  # noqa: S310 (the scheme is checked above)
                return response.read(), cast(Message, response.headers).get_content_type()
        except HTTPError as error:
            with error:
                said = _line(error.read(2000).decode("utf-8", "replace"))
            raise StoreError(f"{self.url} refuses the query ({error.code} {error.reason}): {said}") from error
        except (URLError, OSError) as error:
            reason = getattr(error, "reason", None) or error
            raise StoreError(f"{self.url} cannot be reached: {_line(str(reason))}") from error


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
