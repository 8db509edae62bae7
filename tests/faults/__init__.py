"""What breaks outside of our code: a disk that is full, a database that is gone, a wrong clock."""
