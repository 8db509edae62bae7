"""What this room keeps to, in plain Python.

`troubles` what may go wrong and how few is too few · `said` what publications say, as read by
pages · `countable` what an indicator may count · `definitions` which choices make sense, the digest
of a definition · `indicators` what an indicator says, from tables that were told · `periods` years
and quarters · `studies` which columns a study may ask, and who hides in them.
"""
