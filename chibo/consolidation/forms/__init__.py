"""What is typed about weak units and plans for them."""
