"""The prompt texts, their loader and the model they are sent to: empty while only the reuse writer writes."""
