"""Figures of study, of following Hồ Chí Minh and of training."""

from chibo.study.figures import following, studies, training

__all__ = ["following", "studies", "training"]
