"""Pages of study, following and training."""
