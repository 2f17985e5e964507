"""What a plan of reorganisation does to people and to what hangs on units: read, never written."""
