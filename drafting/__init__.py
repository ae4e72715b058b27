"""Drafting: from a past speech to a draft of text and slots, its versions, and the draft as it reads."""
