"""The parts of the ledger page: its rows, charts and reviews."""
