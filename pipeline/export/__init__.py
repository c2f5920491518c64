"""The graph as files that other programs open: one module a family of formats, one function for them all."""

from .formats import FORMATS, write_graph

__all__ = ["FORMATS", "write_graph"]
