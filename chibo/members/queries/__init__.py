"""Reading people and memberships: on a day, within reach of a person."""
