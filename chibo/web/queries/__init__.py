"""What the doors read across all apps."""
