"""What of the way into the Party goes on with the units that take over when others end."""
