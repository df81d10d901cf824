"""From paragraphs to annotated sentences: the last step that sees the texts."""
