"""What Sluice costs: a page beside other libraries or commits, over HTTP, over days, in bulk."""
