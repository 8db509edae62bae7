"""What residents and organisers use: agenda, session, join, neighbourhood."""
