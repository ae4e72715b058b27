"""Recognition: what every number and mask of a text measures."""

from figures.recognition.model import Recognised, RowKind
from figures.recognition.recognise import Recogniser

__all__ = ["Recognised", "Recogniser", "RowKind"]
