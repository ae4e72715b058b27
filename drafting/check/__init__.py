"""核稿: every number of a finished document held against the verified figures, and what its words say against both."""
