"""Files and records as received."""
