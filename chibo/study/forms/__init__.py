"""Screen input of study, following and training."""
