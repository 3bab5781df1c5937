"""What a person is told of all we hold of her."""
