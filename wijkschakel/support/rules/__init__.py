"""What holds for guides and needs: plain Python, no database and no clock."""
