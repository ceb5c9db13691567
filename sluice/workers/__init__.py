"""Cleaning in processes of their own: what they are told, what they answer, what they may use."""
