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
    across = math.radians(right[0] - left[0]) / 2, math.radians(right[1] - left[1]) / 2
    level = math.cos(math.radians(left[0])) * math.cos(math.radians(right[0]))
    return _DIAMETER * math.asin(math.sqrt(math.sin(across[0]) ** 2 + level * math.sin(across[1]) ** 2))
