"""How validation grows with the number of reports: ten times the reports must take ten times the time, no more."""

from time import process_time

from measure import copies_of_samples, print_table

from kg.ontology import ontology_nquads
from kg.store.memory import MemoryStore
from kg.validation.checks import validate_store
from kg.validation.shapes import compiled_shapes

SIZES = (100, 1000)


def main() -> None:
    """Print the CPU time for stores of two sizes, a report's share, and the ratio of the shares."""
    compiled_shapes()
    shares, rows = [], []
    for size in SIZES:
        with MemoryStore() as store:
            store.load([ontology_nquads(), *copies_of_samples(size)])
            quads = store.count()
            started = process_time()
            findings = len(list(validate_store(store)))
            seconds = process_time() - started
        shares.append(seconds / size)
        ratio = f"{shares[-1] / shares[0]:.2f}"
        rows.append([f"{size:,}", f"{quads:,}", f"{seconds:.1f} s", f"{shares[-1] * 1000:.0f} ms", ratio, str(findings)])
    print_table("Validation", ["reports", "quads", "CPU", "a report", "ratio", "findings"], rows)


if __name__ == "__main__":
    main()
