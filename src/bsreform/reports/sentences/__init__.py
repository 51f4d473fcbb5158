"""The sentences that go with the figures."""
