"""Tables become pictures."""
