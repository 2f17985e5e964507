"""What is typed about a meeting."""
