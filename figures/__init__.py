"""Quantities, the catalogue, tables, verified figures, derivation, recognition, text and slots."""
