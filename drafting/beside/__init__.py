"""What lies beside the text of a section while it is written: figures, past passages, how it reads, findings."""
