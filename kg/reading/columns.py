"""What the columns of tables mean: the mappings of `kg.toml` go in, and for a table's name and header its mapping comes out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tables:
    """The mappings of all tables, the more special ones first."""


#: No table is described.
NO_TABLES = Tables()
