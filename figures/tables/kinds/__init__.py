"""The kinds of tables there are, each read into figures."""
