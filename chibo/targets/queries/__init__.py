"""Reading targets and indicators."""
