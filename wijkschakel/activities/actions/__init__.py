"""Every write in this room: joining and leaving, organising."""
