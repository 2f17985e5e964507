"""What the log may say. Identity numbers and keys of calendars never reach it, not even inside a traceback."""

import logging
import re

# 9 digits: the old identity card; 12: the present one. Organisation codes have 14.
_IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{9,12}(?!\d)")
# The address of a person's calendar ends in the key that opens it.
_CALENDAR_KEY = re.compile(r"(?<=/viec/lich/)[^/\s'\"?]+(?=\.ics)")


class MaskedFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        said = _CALENDAR_KEY.sub("•••", super().format(record))
        return _IDENTITY_NUMBER.sub(lambda found: "•" * len(found[0]), said)
