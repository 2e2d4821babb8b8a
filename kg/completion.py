"""Values that a parameter can have in a store: what was typed so far goes in, what it may become comes out."""

from collections.abc import Mapping
from types import MappingProxyType

from kg.queries import Parameter, Query
from kg.store.base import Store, select
from kg.terms import literal

#: Most values that are offered.
MOST = 100

#: Most values that are looked at, so that the answer comes at once however large the store is.
LOOKED_AT = 20_000

#: Where the values of a parameter are found, as a property path to them, by its name or by those of query and parameter.
_PATHS: Mapping[str, str] = MappingProxyType(
    {
        "country": "rv:countryCode",
        "facilities-struck name": "rv:facility/rdfs:label",
        "incident": "^rv:describedBy",
        "name": "rv:victim/rdfs:label",
        "party": "rv:perpetrator/rdfs:label",
        "place": "rv:place/rdfs:label",
        "publisher": "dct:publisher/rdfs:label",
        "source": "rv:accordingTo/rdfs:label",
        "speaker": "(rv:speaker|rv:speakerOrganization)/rdfs:label",
    }
)


def values(store: Store, query: Query, parameter: Parameter, typed: str) -> list[str]:
    """The values of a parameter that begin with what was typed, in small or capital letters, sorted; at most `MOST`.

    Codes come from their scheme, IRIs without the store's base; there is nothing to offer for days and numbers.
    """
    if parameter.choices:
        return [choice for choice in parameter.choices if choice.startswith(typed)]
    path = _PATHS.get(f"{query.name} {parameter.name}") or _PATHS.get(parameter.name)
    return _found(store, path, typed) if path else []


def _found(store: Store, path: str, typed: str) -> list[str]:
    shown = f"REPLACE(STR(?value), {literal('^' + store.base.replace('.', '[.]'))}, '')"
    text = f"""SELECT DISTINCT ?text WHERE {{
      {{ SELECT ?value WHERE {{ ?thing {path} ?value }} LIMIT {LOOKED_AT} }}
      BIND({shown} AS ?text) FILTER(STRSTARTS(LCASE(?text), LCASE({literal(typed)})))
    }} LIMIT {MOST}"""
    return sorted(found.value for (found,) in select(store, text).rows if found)
