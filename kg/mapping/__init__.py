"""Accounts as quads."""
