"""What people see of targets and indicators."""
