"""A corpus read in parts: each shard is a file of N-Quads with its manifest, made anywhere; loading them all equals one build."""
