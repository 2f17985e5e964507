"""Screens about members: the list, the file, and everything recorded about somebody."""
