"""Counts of events and people per area, group, week, theme and answer, from Parquet files.

`events` the pseudonymised months · `numbers` the people, `tallying` how they are counted ·
`building` and `refreshing` the cube, `manifest` which files are the cube · `expression` the same
counting said once in Ibis, and `clustering` what builds from it, on Spark · `engines` DuckDB and
Spark · `reading` every sum of the cube, and the counts that the publication gateway asks. Plain
Python, no Django, no clock.
"""
