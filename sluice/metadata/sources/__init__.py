"""Where metadata stand: each module reads one kind of place, and trusts no other."""
