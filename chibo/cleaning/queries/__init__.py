"""Questions of the desk: files and units as they are read, recorded results."""
