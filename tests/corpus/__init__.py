"""The tolerant reader's own test suite, read by ours: `make corpus`."""
