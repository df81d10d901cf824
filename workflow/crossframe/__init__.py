"""Crossframe compares, reproducibly, how news outlets frame one issue."""
