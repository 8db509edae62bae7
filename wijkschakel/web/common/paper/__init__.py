"""What every printed product uses: our own files, our drawings, laying out, QR codes."""
