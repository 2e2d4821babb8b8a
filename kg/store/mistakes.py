"""What is wrong with SPARQL that the engine can't read: the text and the engine's words go in, a sentence with line and column comes out.

The engine tries alternatives and names the place to which the longest of them led, which is often beyond the mistake. So what
most often goes wrong is looked for first: a bracket without a partner, an update, a prefix or a word that there is not.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from kg.store.guard import unmatched

# What holds no words of SPARQL: IRIs, strings, comments, variables, language tags, names with a prefix.
_HIDDEN = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>
    | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*+(?P<shut1>\"\"\")? | '''(?:'{0,2}(?:[^'\\]|\\.))*+(?P<shut2>''')?
    | "(?:[^"\\\n\r]|\\.)*+(?P<shut3>")? | '(?:[^'\\\n\r]|\\.)*+(?P<shut4>')?
    | \#[^\n\r]* | [?$]\w+ | @[\w-]+ | _:\w+
    | (?P<prefix>[A-Za-z][\w-]{0,99})?:(?P<local>[\w.:%-]*)""",
    re.VERBOSE | re.DOTALL,
)
# The ends of quoted text, of which one is there unless the text goes on to the end of the line or of the query.
_SHUT = ("shut1", "shut2", "shut3", "shut4")
_DECLARED = re.compile(r"\bPREFIX\s+([\w-]*):", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.])[A-Za-z_]\w*")
_PLACE = re.compile(r"\A\s*error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
_KEYWORD = re.compile(r"\A[A-Z][A-Z0-9_]+\Z")
_FEW = 4
_UPDATES = frozenset({"add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with"})
_WORDS = frozenset(
    """a add all as asc ask avg base bind by clear construct copy count create data default delete desc describe distinct drop
    exists false filter from graph group group_concat having in insert into limit load max min minus move named not offset
    optional order prefix reduced sample select separator service silent sum to true undef union using values where with
    abs bnode bound ceil coalesce concat contains datatype day encode_for_uri floor hours if iri isblank isiri isliteral
    isnumeric isuri lang langmatches lcase md5 minutes month now rand regex replace round sameterm seconds sha1 sha256 sha384
    sha512 str strafter strbefore strdt strends strlang strlen strstarts struuid substr timezone tz ucase uri uuid year
    adjust haslang haslangdir istriple langdir lateral object predicate strlangdir subject triple version""".split()  # noqa: SIM905 - readable
)


def mistake(text: str, message: str, prefixes: Mapping[str, str]) -> str:
    """A sentence on what is wrong, for the engine's message on a text; `prefixes` are those known without being declared."""
    quoted = next(
        (hidden for hidden in _HIDDEN.finditer(text) if hidden[0][0] in "\"'" and not any(map(hidden.group, _SHUT))), None
    )
    if quoted is not None:
        return f"{_at(text, quoted.start())}: the quotation mark {quoted[0][0]} has no partner"
    bracket = unmatched(text)
    if bracket is not None:
        return f"{_at(text, bracket)}: the bracket {text[bracket]!r} has no partner"
    if "Prefix not found" in message and (found := _unknown_prefix(text, prefixes)):
        return found
    return _first_word(text) or _unknown_word(text) or _as_the_engine_says(text, message)


def _at(text: str, offset: int) -> str:
    return f"SPARQL, line {text.count(chr(10), 0, offset) + 1}, column {offset - text.rfind(chr(10), 0, offset)}"


def _unknown_prefix(text: str, prefixes: Mapping[str, str]) -> str | None:
    declared = _DECLARED.findall(text)
    known = sorted({*prefixes, *declared} - {""})
    for name in _HIDDEN.finditer(text):
        if name["local"] is not None and (prefix := name["prefix"] or "") not in {*known, *declared}:
            alike = get_close_matches(prefix, known, n=1)
            hint = (
                f"did you mean {alike[0]}:?"
                if alike
                else f"declare it with PREFIX {prefix}: <…>, or use one of {', '.join(known)}"
            )
            return f"{_at(text, name.start())}: no prefix {prefix}:; {hint}"
    return None


def _bare_words(text: str) -> Iterator[re.Match[str]]:
    return _BARE.finditer(_without_names(text))


def _without_names(text: str) -> str:
    return _HIDDEN.sub(lambda hidden: "\0" * len(hidden[0]), text)


def _first_word(text: str) -> str | None:
    """What is said where a text is an update."""
    for word in _bare_words(text):
        if word[0].lower() in _UPDATES:
            return f"{_at(text, word.start())}: {word[0].upper()} would change the store, and a query only asks; see kg build and kg retract"
        if word[0].lower() not in {"prefix", "base"}:
            return None
    return None


def _unknown_word(text: str) -> str | None:
    for word in _bare_words(text):
        if word[0].lower() not in _WORDS:
            alike = get_close_matches(word[0].lower(), sorted(_WORDS), n=1, cutoff=0.8)
            hint = (
                f"did you mean {alike[0].upper()}?"
                if alike
                else f"a name needs a prefix, such as rv:{word[0]}, and a variable begins with ?"
            )
            return f"{_at(text, word.start())}: SPARQL has no word {word[0]!r}; {hint}"
    return None


def _as_the_engine_says(text: str, message: str) -> str:
    found = _PLACE.match(message)
    if not found:
        return f"SPARQL: {' '.join(message.split())}"
    line, column, reason = int(found[1]), int(found[2]), found[3]
    if _KEYWORD.match(reason):  # it was looked for, to its last letter, from where the reading stopped
        column = max(1, column - len(reason))
    lines = text.split("\n")
    near = lines[line - 1][column - 1 :].strip()[:30] if line <= len(lines) else ""
    where = f"before {near!r}" if near else "at the end"
    return f"SPARQL, line {line}, column {column}, {where}: {_reason(reason)}"


def _reason(text: str) -> str:
    """What the parser expected, without its lists of characters; a whole sentence among them says it best."""
    names = [name.strip() for name in text.removeprefix("one of ").split(",")]
    sentences = [name for name in names if " " in name and not re.match(r"\A[\[\n'\"\\|]", name)]
    if sentences:
        return sentences[0]
    signs = re.findall(r'"([^"\\]{1,2})"', text)
    if signs and len(signs) <= _FEW:
        return f"expected {' or '.join(signs)}"
    return "can't be read from here"  # one word of the many that may stand there says little
