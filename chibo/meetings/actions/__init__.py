"""What people do with a meeting."""
