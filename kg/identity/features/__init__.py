"""What speaks for and against two events being one: a pair goes in, the strength of each feature comes out.

A feature is a small function of a pair. Its name stands in the table of weights, its docstring is what the user reads; it is 0 where
it has nothing to say, and 1 where it speaks with its whole weight.
"""

from collections.abc import Callable, Mapping

from kg.identity.features import told, what, when, who
from kg.identity.features import where as at
from kg.identity.features.pair import Pair

Feature = Callable[[Pair], float]

#: The features of pairs of events, in the order in which they are explained.
EVENT_FEATURES: Mapping[str, Feature] = {
    feature.__name__: feature for feature in (*when.FEATURES, *at.FEATURES, *what.FEATURES, *who.FEATURES, *told.FEATURES)
}
