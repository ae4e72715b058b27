"""The parts of the draft page: asking for a draft, its contents, text, sections, writing and exports."""
