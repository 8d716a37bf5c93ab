"""What follows from all articles together: computed anew from the set of their graphs, in whatever order they came."""

from kgbuild.derived.identity import identity_joins, identity_quads
from kgbuild.derived.missions import missions_quads
from kgbuild.derived.sources import sources_quads
from kgbuild.derived.tenures import tenure_quads

__all__ = ["identity_joins", "identity_quads", "missions_quads", "sources_quads", "tenure_quads"]
