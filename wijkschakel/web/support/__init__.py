"""Pages of help that finds each other: asking, offering, referring, and colleagues."""
