"""What follows from all articles together: computed anew from the set of their graphs, in whatever order they came."""

from kgbuild.derived.copies import copies_quads, copy_joins, sketch
from kgbuild.derived.digest import Digest, digest, digests_of
from kgbuild.derived.events import event_joins, event_quads
from kgbuild.derived.identity import identity_joins, identity_quads
from kgbuild.derived.missions import missions_quads
from kgbuild.derived.tenures import tenure_quads
from kgbuild.derived.together import together, unknown_ids

__all__ = [
    "Digest", "copies_quads", "copy_joins", "digest", "digests_of", "event_joins", "event_quads", "identity_joins",
    "identity_quads", "missions_quads", "sketch", "tenure_quads", "together", "unknown_ids",
]  # fmt: skip
