"""What comes over the wire: bytes of any notation, as plain dictionaries and texts."""
