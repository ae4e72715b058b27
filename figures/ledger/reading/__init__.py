"""Reading what a document tells in quantities: its outlook, its clauses, the time of each number, wordings without one."""
