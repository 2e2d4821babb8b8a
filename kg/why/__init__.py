"""Where an event, a claim or a number comes from, what speaks for and against it, and how to dispute it."""

from kg.why.explaining import explain
from kg.why.model import Origin, Other, Quote, Reading, Why

__all__ = ["Origin", "Other", "Quote", "Reading", "Why", "explain"]
