"""The invented city 岚江市: its numbers, and what writes them into workbooks and Word files.

Knows nothing of the product that reads those files.
"""
