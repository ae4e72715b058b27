"""Files as grids of cells, and what a cell holds."""
