"""Reading cycles, lists, levels and what stands beside them."""
