"""A page as numbers, and the forests that were learned from them."""
