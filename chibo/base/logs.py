"""What the log may say. Identity numbers never reach it, not even inside a traceback."""

import logging
import re

# 9 digits: the old identity card; 12: the present one. Organisation codes have 14.
_IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{9,12}(?!\d)")


class MaskedFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return _IDENTITY_NUMBER.sub(lambda found: "•" * len(found[0]), super().format(record))
