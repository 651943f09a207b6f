"""An open corpus and a selection become tables."""
