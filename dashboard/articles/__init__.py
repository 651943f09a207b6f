"""Raw documents become cleaned stories, and every character gets a fate."""
