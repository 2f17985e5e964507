"""Who may import, what a row must satisfy to be written, and what a whole file would do."""
