"""What is made of what the sources say: one module a field, or what fields share."""
