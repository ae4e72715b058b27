"""The prompt texts, one file each, their loader, and the models they are sent to."""
