"""A section being written on the draft page: the field for words and slots, what is kept of it, and two who meet."""
