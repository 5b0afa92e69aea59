"""The domain: records, the network snapshot, the stores and the analyses."""
