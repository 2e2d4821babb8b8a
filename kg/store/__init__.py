"""Where the graph is kept: in a folder or in memory, behind one interface; each report arrives and leaves as a whole."""
