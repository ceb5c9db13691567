"""How good the answers are: metadata, structure, what is kept, and beside trafilatura."""
