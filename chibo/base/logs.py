"""What the log may say. Identity numbers, keys of calendars and tokens never reach it, nor a traceback in it."""

import logging
import re

# 9 digits: the old identity card; 12: the present one; in an address perhaps with blanks. Organisation codes
# have 14.
_IDENTITY_NUMBER = re.compile(
    r"(?<!\d)(?<!\d\+)(?<!\d%20)\d(?:(?:\+|%20)?\d){8,11}(?!(?:\+|%20)?\d)"
)
# The address of a person's calendar ends in the key that opens it.
_CALENDAR_KEY = re.compile(r"(?<=/viec/lich/)[^/\s'\"?]+(?=\.ics)")
# What programs show in the Authorization header: the whole header, and tokens of ours wherever they stand.
_TOKEN = re.compile(r"(?<=chibo_)[A-Za-z0-9_-]{16,}|(?<=[Bb]earer )[^\s'\",}]+")

# PostgreSQL repeats the whole row it refuses: names, birthdays, addresses.
_REFUSED_ROW = re.compile(r"(?<=DETAIL:  ).*|(?<=Failing row contains ).*")


class MaskedFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        said = _CALENDAR_KEY.sub("•••", super().format(record))
        said = _REFUSED_ROW.sub("•••", _TOKEN.sub("•••", said))
        return _IDENTITY_NUMBER.sub(lambda found: "•" * len(found[0]), said)
