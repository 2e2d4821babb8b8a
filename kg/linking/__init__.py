"""What is the same across the reports of a store: found, decided by people, and written into its identity graph.

report's graph ──resolving──▶ profile, places, known actors, keys
│ pairs: reports that share a key
▼
scored pairs ──┐
ledger of decisions ──sides─┴─clusters──▶ incidents, facilities, persons, actors
"""
