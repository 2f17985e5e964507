"""The wizard of a reorganisation: list, steps, preview, carrying out, undoing."""
