"""Runs: places written at once, each told as it goes on and kept as soon as it stands."""
