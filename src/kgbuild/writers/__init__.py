"""How the graph is written: one module a family of formats, all in the order that :mod:`kgbuild.writers.order` sets."""
