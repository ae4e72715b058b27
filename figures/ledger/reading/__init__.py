"""Reading what a document tells in quantities: its outlook, clauses, when a number is of, wordings without one."""
