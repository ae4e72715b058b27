"""What every page uses: the session, messages, and figures in words."""
