"""Words: search, reading, Markdown, names, sheets."""
