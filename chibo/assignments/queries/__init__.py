"""Work given, and who it may be given to."""
