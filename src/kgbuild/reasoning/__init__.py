"""What the ontology implies, and whether a graph agrees with it."""
