"""How far apart points are on the earth."""

import math

from kg.places.model import Point

#: The earth's mean diameter in kilometres (IUGG).
_DIAMETER = 12742.018


def kilometres(left: Point, right: Point) -> float:
    """The distance between two points along the sphere, in kilometres (haversine).

    >>> round(kilometres(Point(0, 0), Point(0, 1)))
    111
    """
    (a, b), (c, d) = ([math.radians(degrees) for degrees in point] for point in (left, right))
    return _DIAMETER * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))
