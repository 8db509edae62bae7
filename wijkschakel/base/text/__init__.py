"""Words: Dutch stems for search, reading level, safe Markdown. Plain Python."""
