"""Sluice as a step of other programs; each file needs the library it is named for."""
