"""From scraped pages to paragraphs with roles."""
