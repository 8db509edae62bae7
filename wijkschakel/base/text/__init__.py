"""Words: stems, compounds, reading level, safe Markdown, names, cells of a sheet. Plain Python.

`stems.words(text)` gives the folded words of a text, `stems.forms(word)` under which a word is
found; `compounds` and `mistyping` help `base.search`.
`markdown.safe_html` is the only way in which text of people becomes HTML.
"""
