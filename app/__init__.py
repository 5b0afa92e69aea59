"""Everything that draws or prints."""
