"""What is typed about targets and indicators."""
