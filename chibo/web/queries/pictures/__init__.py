"""Pictures: each is made of the very lines of the table under it, one file for each."""
