"""The learned scorer: signals of each block, and a forest that makes a probability of them."""
