"""The speech model, the outline parser, the readers of documents, the library and the bundled sample."""
