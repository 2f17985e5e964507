"""Reading the tree: on a day, within reach of a person."""
