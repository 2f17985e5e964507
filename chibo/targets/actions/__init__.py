"""Targets are registered, decided, changed, shared out, closed; indicators are told; lists are frozen."""
