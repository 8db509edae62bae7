"""Counts of events and people per area, group, week, theme and answer, from Parquet files.

`events` the pseudonymised months · `expression` the one Ibis expression · `engines` DuckDB and
Spark · `building` and `refreshing` the cube, `manifest` which files are the cube · `reading` every
sum of it, and the counts that the publication gateway asks. Plain Python, no Django, no clock.
"""
