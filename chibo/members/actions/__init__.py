"""Changing people, memberships and posts. Membership changes only through movements."""
