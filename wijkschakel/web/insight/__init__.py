"""What it brings: figures for residents, organisers, partners and researchers."""
