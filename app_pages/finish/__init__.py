"""The parts of the page of the last mile: lengths, what was said before, entries, freezing."""
