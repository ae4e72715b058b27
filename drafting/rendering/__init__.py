"""Drafts as they read: every slot filled with today's figures, or visibly open with its reason."""
