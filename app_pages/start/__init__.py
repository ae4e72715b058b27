"""Parts of the first page: the walk of the first hour, and a backup put in place."""
