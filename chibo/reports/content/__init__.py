"""What a report says: one content for the page, the paper and the data."""
