"""The steps of a reorganisation: each form turns what is typed into a further plan. Nothing is saved here."""
