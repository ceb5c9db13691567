"""Sluice: scraped pages in, clean articles and a report of everything removed out."""

__version__ = "0.1.0"
