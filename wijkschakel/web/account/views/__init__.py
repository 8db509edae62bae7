"""Pages to come in and to go out, and the pages about what is known of me."""
