"""The markup and the parts of a Word file: knows WordprocessingML and the page's measurements, nothing of drafts."""
