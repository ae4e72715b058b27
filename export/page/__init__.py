"""A speech as the lines of a page, and what may stand before and behind it, written in Word's markup."""
