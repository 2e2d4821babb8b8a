"""kg: reports of violence against civilians as a knowledge graph in which every claim keeps its source and its words."""

__version__ = "0.1.0"
