"""Where a piece can go besides mail: an account, or a way by hand that people have named."""
