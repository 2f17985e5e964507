"""A recording made without network is taken in: the same actions as on the screen, once, all or nothing."""
