"""The results for other programs and for papers: excerpts, a workbook, a data package."""
