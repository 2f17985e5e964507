"""Our books beside the official system's list: read, matched person by person, compared field by field.

Both sides are plain text by field code: dates as written ("12/07/1986", "05/2009", "1986"), codes of rulebook
lists, the key of a cell, digits of numbers. What a file says and the lists do not know begins with "?"; a
name that fits several cells is all their keys with "|" between them.
"""
