"""What neighbourhoods tried and what came of it, for everybody to read and use."""
