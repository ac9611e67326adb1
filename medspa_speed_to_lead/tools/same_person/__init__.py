"""May two people who gave the same address be one person? Names, and addresses that
identify nobody."""
