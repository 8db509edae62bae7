"""What comes from and goes to others: imports of areas and of activities in open formats."""
