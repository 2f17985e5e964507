"""What minutes say, in words and counts only: as they stand, or as they were handed in."""
