"""What lets a Word file come back: the record it carries, and the reading of a file that was worked on."""
