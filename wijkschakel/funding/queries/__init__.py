"""What pages ask about commissions, in modules by what they are about."""
