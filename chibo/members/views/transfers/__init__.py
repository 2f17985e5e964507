"""Letters of introduction on screen: inbox, letter, forms, papers, register."""
