"""Writing reports and forms, signing them off, receiving what lower levels sent."""
