"""The nearest valid id, under the name by which the other packages know it."""

from wayfinder.practices_catalog.nearest import nearest, write_nearest

__all__ = ["nearest", "write_nearest"]
