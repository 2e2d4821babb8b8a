"""How much memory a build takes, by the number of reports: it must not grow with them."""

import tempfile
from pathlib import Path

from measure import KG, child, print_table
from synthetic import write

SIZES = (100, 1000)


def main() -> None:
    """Print the peak resident memory of builds of two sizes, and their ratio."""
    peaks = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as work:
            write(Path(work, "reports"), size)
            peaks.append(child([KG, "build", Path(work, "reports"), "--store", Path(work, "store")])[1])
    rows = [[f"{size:,}", f"{peak:.0f} MiB", f"{peak / peaks[0]:.2f}"] for size, peak in zip(SIZES, peaks, strict=True)]
    print_table("Memory of a build", ["reports", "peak", "ratio"], rows)


if __name__ == "__main__":
    main()
