"""What only the blocks around a block show: which stay, go, come back, or have a better name."""
