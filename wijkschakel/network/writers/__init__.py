"""Writing what is public in the open formats of others. No database: things in, values out."""
