"""The numbers of a draft for those who check them: what stands behind each, and who answers for it."""
