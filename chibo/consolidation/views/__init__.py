"""Pages of weak units and plans for them."""
