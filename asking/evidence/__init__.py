"""Finding what answers a question: statements, verified figures and sentences, never a word of the answer itself."""
