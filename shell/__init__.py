"""The commands of the shell, a module for each group: its arguments, what it runs and what it prints."""
