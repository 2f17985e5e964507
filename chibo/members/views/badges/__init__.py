"""Badges on screen: a round with its list, the steps of awards, the papers."""
