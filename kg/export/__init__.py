"""The graph as a file: lines of N-Quads go in, Turtle, TriG, N-Quads, N-Triples or JSON-LD come out, the same bytes each time."""
