"""What screens about members read from people: filters, files, movements, posts."""
