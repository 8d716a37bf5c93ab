"""What can go wrong, in words for the person who can mend it.

KgbuildError
├── ExportError      a graph that a format cannot hold, or a file that cannot be written
├── InputError       an article, a list or a facts file that cannot be read
├── LexiconError     a lexicon or gazetteer entry that says something impossible
├── OntologyError    an ontology that lacks what the code reads from it
├── QueryError       an unknown query, a wrong parameter, SPARQL that does not parse
└── StoreError       a store that is missing, locked or cannot be written
"""

from __future__ import annotations


class KgbuildError(Exception):
    """Base of all errors that kgbuild raises on purpose; the message says what, where and what to do."""


class ExportError(KgbuildError, ValueError):
    pass


class InputError(KgbuildError, ValueError):
    pass


class LexiconError(KgbuildError, ValueError):
    pass


class OntologyError(KgbuildError, ValueError):
    pass


class QueryError(KgbuildError, ValueError):
    pass


class StoreError(KgbuildError, OSError):
    pass
