"""A process that puts one data workbook together and ends; `taking_out` starts it.

What it is handed comes by its standard input: the database the server speaks to, its language, and for whom.
"""

import os
import pickle
import sys
from typing import Any


def main() -> None:
    import django
    from django.conf import settings
    from django.utils.translation import activate

    database, language, asked = pickle.load(sys.stdin.buffer)  # noqa: S301 (written by the process that started us)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chibo.settings")
    own: dict[str, Any] = settings.DATABASES["default"]
    own["NAME"] = database
    # It only reads: on SQLite it takes no lock that who writes would wait for.
    own["OPTIONS"].pop("transaction_mode", None)
    django.setup()
    activate(language)

    from chibo.imports.workbook.taking_out import here

    sys.stdout.buffer.write(pickle.dumps(here(*pickle.loads(asked))))  # noqa: S301 (as above)


if __name__ == "__main__":
    main()
