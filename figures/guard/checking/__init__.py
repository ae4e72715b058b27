"""What the guard looks for in a line of a reply, a check a module."""
