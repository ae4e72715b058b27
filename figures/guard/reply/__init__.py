"""What a reply is taken apart into: a text that remembers its places, without markup, as lines of words and slots."""
