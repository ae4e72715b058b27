"""Whom a number speaks of: the noun phrase of its clause, what a list, a deed or an earlier clause says of it."""
