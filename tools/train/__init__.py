"""Grows the scorer's forest from pages whose article is known, and says how good it is."""
