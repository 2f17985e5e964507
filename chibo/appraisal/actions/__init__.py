"""Writing who is rated, what was said of them and what was decided."""
