"""Tools for developers of Sluice, run by hand from the project's folder."""
