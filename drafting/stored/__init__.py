"""Drafts in the store: tables, versions and arrangement, changes as transactions, entries, fillings, freezings."""
