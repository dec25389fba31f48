"""What a plan costs and whether it keeps every rule, from the definitions alone."""
