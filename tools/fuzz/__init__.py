"""Whatever bytes somebody may send, thrown at what reads them."""
