"""A program that calls the API for somebody of the world."""

import json
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from chibo.accounts.models import User
from chibo.organisations.actions.tokens import make_token
from chibo.organisations.models import ApiToken, Duty, Purpose


def token_of(user: User, *purposes: str, days: int = 30) -> tuple[ApiToken, str]:
    """A token of the user's first duty in force, for everything unless purposes are named."""
    duty = Duty.objects.on(timezone.localdate()).filter(user=user).order_by("pk").first()
    assert duty is not None
    last = timezone.localdate() + timedelta(days=days)
    asker = User.objects.get(pk=user.pk)
    return make_token(duty, "Chương trình thử", purposes or Purpose.values, last, by=asker)


class Program:
    def __init__(self, text: str) -> None:
        self.client, self.text = Client(), text

    @classmethod
    def of(cls, user: User, *purposes: str) -> "Program":
        return cls(token_of(user, *purposes)[1])

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.text}"}

    def get(self, address: str, **asked: Any) -> HttpResponse:
        return self.client.get(f"/api/v1/{address}", asked, headers=self.headers)

    def read(self, address: str, **asked: Any) -> Any:
        """What a call that is answered says."""
        answer = self.get(address, **asked)
        assert answer.status_code == 200, answer.content.decode()
        return json.loads(answer.content)

    def post(self, address: str, body: Any) -> HttpResponse:
        return self.client.post(
            f"/api/v1/{address}", json.dumps(body), "application/json", headers=self.headers
        )

    def upload(self, address: str, **fields: Any) -> HttpResponse:
        return self.client.post(f"/api/v1/{address}", fields, headers=self.headers)
