"""Tables and figures become files that a paper can use."""
