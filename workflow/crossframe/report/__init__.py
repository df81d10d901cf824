"""The report and the proof that a run gave the published numbers."""
