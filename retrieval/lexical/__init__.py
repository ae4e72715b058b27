"""The words of the paragraphs in a database of their own: found by rarity, merged with what is near."""
