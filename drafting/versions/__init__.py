"""The versions of a draft: what was exported when, how each section was before, and what changed between two."""
