"""What journalists ask and who may answer, without a database."""
