"""Uncertainty, keyness and dispersion over units of text."""
