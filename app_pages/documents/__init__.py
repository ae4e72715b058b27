"""How the text of a document is shown: its places, marks and search."""
