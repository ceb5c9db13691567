"""The crawl of the Gazette: an example."""
