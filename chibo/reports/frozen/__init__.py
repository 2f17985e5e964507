"""What a submission keeps: forms and report as data, the paper they were, the rows behind each number."""
