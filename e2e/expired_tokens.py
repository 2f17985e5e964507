"""Run as a process of its own, like e2e/prepare.py: every token's last day was yesterday; how many there are."""

import json
import sys
from datetime import timedelta


def main() -> None:
    import django

    django.setup()
    from django.utils import timezone

    from chibo.organisations.models import ApiToken

    today = timezone.localdate()
    days = {"made_on": today - timedelta(days=9), "expires_on": today - timedelta(days=1)}
    sys.stdout.write(json.dumps(ApiToken.objects.update(**days)))
