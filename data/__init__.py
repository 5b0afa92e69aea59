"""The demo municipality, the seed cases, code lists and mappings."""
