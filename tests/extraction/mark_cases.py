"""Writes into the tables of cases which a reader gets wrong now, and says how many it gets right, phenomenon by phenomenon.

    python -m tests.extraction.mark_cases [model|rules …]

To be run where a change of a reader was meant; what it writes is to be read before it is committed.
"""

import sys
from collections import Counter

from tests.extraction.case_tables import READERS, marked
from tests.extraction.test_cases import accounts


def main(readers: list[str]) -> None:
    """Mark the cases of some readers, of all unless told."""
    for reader in readers or READERS:
        read = accounts(reader)
        missed = {case: items for case, found in read.items() if (items := case.wrong(found))}
        marked(reader, {(case.file, case.line) for case in missed})
        print(f"{reader}: {len(read) - len(missed)} of {len(read)} are read rightly")
        total, lost = (Counter(case.phenomenon for case in some) for some in (read, missed))
        print("\n".join(f"  {name}: {number - lost[name]} of {number}" for name, number in total.items()))
        for case, items in missed.items():
            print(f"{case.file}:{case.line} {case.text} >> {'; '.join(items)}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
