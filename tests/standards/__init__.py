"""What official validators say."""
