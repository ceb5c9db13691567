"""The running service under stress, measured from outside."""
