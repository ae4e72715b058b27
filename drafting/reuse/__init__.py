"""From a past speech to a draft: its places planned, what it said moved to today and turned into slots."""
