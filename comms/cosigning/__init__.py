"""Joint statements: a release collects co-signatures; partners get a kit, closed until its hour."""
