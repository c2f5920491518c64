"""zhiling (指令): from Chinese government notices to a graph of who must do what, by whom, and where it says so.

The names below are the public ones. They are imported when first used, so that ``import pipeline`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

#: Public name -> module that holds it.
_PUBLIC = {
    "Alignment": "records",
    "Document": "records",
    "DocumentRecords": "records",
    "Problem": "records",
    "RawDocument": "records",
    "Options": "records",
    "Resources": "process",
    "load_resources": "process",
    "process_document": "process",
    "process_documents": "process",
    "read_corpus": "read",
    "clean_text": "clean",
    "parse_structure": "structure",
    "segment_text": "segment",
    "recognise_mentions": "recognise",
    "load_registry": "link.registry",
    "link_bodies": "link",
    "extract_directives": "extract",
    "assign_responsibilities": "assign",
    "build_graph": "graph",
    "write_graph": "export",
    "run_corpus": "batch",
    "score_outputs": "evaluate",
    "load_nlp": "nlp",
    "show_records": "notebook",
    "show_graph": "notebook",
    "show_report": "notebook",
}
__all__ = ["__version__", *_PUBLIC]

if TYPE_CHECKING:
    from .assign import assign_responsibilities as assign_responsibilities
    from .batch import run_corpus as run_corpus
    from .clean import clean_text as clean_text
    from .evaluate import score_outputs as score_outputs
    from .export import write_graph as write_graph
    from .extract import extract_directives as extract_directives
    from .graph import build_graph as build_graph
    from .link import link_bodies as link_bodies
    from .link.registry import load_registry as load_registry
    from .nlp import load_nlp as load_nlp
    from .notebook import show_graph as show_graph
    from .notebook import show_records as show_records
    from .notebook import show_report as show_report
    from .process import Resources as Resources
    from .process import load_resources as load_resources
    from .process import process_document as process_document
    from .process import process_documents as process_documents
    from .read import read_corpus as read_corpus
    from .recognise import recognise_mentions as recognise_mentions
    from .records import Alignment as Alignment
    from .records import Document as Document
    from .records import DocumentRecords as DocumentRecords
    from .records import Options as Options
    from .records import Problem as Problem
    from .records import RawDocument as RawDocument
    from .segment import segment_text as segment_text
    from .structure import parse_structure as parse_structure


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(f".{_PUBLIC[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
