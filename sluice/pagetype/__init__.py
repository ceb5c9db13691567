"""What kind of page this is, and how sure."""
