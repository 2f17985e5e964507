"""What is typed about ratings."""
