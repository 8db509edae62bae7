"""Words: stems for search, reading level, safe Markdown, names, cells of a sheet. Plain Python.

`stems.asked(query)` gives per word the forms that count as found; `stems.search_stems(...)` is
what a row keeps. `markdown.safe_html` is the only way in which text of people becomes HTML."""
