"""Word tables as they stand in the modules of the reader: a text of words parted by spaces becomes a set or a sequence."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(word_set("one two one"))
    ['one', 'two']
    """
    return frozenset(text.split())


def word_list(text: str) -> tuple[str, ...]:
    """The words of a text in their order.

    >>> word_list("one two")
    ('one', 'two')
    """
    return tuple(text.split())
