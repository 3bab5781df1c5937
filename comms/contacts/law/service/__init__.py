"""What the law has us do."""
