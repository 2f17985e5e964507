"""What people do with dues."""
