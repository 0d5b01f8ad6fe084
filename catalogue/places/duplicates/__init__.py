"""Records of several sources that may be one place: proposed by imports, never merged but by a person."""
