"""Readers of documents: bytes and a file name become text, with what the formatting adds to it.

One module a format. None of them knows what a speech is, or keeps anything.
"""

from corpus.readers.read import DOCUMENT_SUFFIXES, TABLE_SUFFIXES, check_size, read_document
from corpus.readers.result import ReadText

__all__ = ["DOCUMENT_SUFFIXES", "TABLE_SUFFIXES", "ReadText", "check_size", "read_document"]
