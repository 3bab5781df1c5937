"""What runs by itself and how often; decides nothing."""
