"""What the screen sends: writing a report, handing in, receiving."""
