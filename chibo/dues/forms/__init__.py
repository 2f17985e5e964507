"""What is typed about dues."""
