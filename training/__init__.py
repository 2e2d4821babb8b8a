"""How the trained reader is made: reports with accounts go in, a model file comes out. Needs `kg[train]`; the program does not need it."""
