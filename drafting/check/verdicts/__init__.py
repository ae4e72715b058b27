"""The verdict on each number: what it claims to be, what it may be read as, and whether the tables bear it out."""
