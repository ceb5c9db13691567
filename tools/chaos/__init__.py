"""The service while everything around it fails."""
