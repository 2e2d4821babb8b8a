"""The ontology and the bundled queries, described for people and for other programs."""
