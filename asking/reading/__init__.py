"""Reading a question: whose, of when, of what, and what sort of answer it wants. Nothing here looks into a document."""

from asking.reading.model import Asked, Question, Role, Sort
from asking.reading.question import QuestionReader

__all__ = ["Asked", "Question", "QuestionReader", "Role", "Sort"]
