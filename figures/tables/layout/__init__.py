"""Where things stand in a grid: titles, heads, tables, rows."""
