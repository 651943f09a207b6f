"""The rules of the house: each a function from source text to findings, one sentence each."""
