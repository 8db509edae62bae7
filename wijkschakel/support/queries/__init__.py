"""What pages read of guides and needs. Numbers of queries do not grow with rows."""
