"""`chibo serve` as a process of its own, spoken to over HTTP on this machine alone."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from benchmarks.nation import PASSWORD

HOST = "127.0.0.1"


class Server:
    """`more` are settings beside those of this process."""

    def __init__(self, more: Mapping[str, str] | None = None) -> None:
        command = [str(Path(sys.executable).with_name("chibo")), "serve", "--port", "0"]
        self.process = subprocess.Popen(
            command, env=os.environ | (more or {}), stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        said = next(line for line in self.process.stdout if "http://" in line)
        found = re.search(r"http://[\d.]+:\d+", said)
        assert found is not None
        self.home = found[0]

    def signed_in(self, username: str = "office") -> urllib.request.OpenerDirector:
        jar = CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        form = self.home + reverse("account_login")
        opener.open(form).read()
        token = next(cookie.value for cookie in jar if cookie.name == settings.CSRF_COOKIE_NAME)
        sent = {"login": username, "password": PASSWORD, "csrfmiddlewaretoken": token}
        request = urllib.request.Request(form, urlencode(sent).encode(), {"Referer": form})
        opener.open(request).read()
        return opener

    def get(self, opener: urllib.request.OpenerDirector, address: str) -> None:
        with opener.open(self.home + address) as answer:
            answer.read()
            if "dang-nhap" in answer.url or answer.status != 200:
                raise RuntimeError(f"{address} answered {answer.status} at {answer.url}")

    def memory(self, kind: str = "VmRSS") -> float:
        """Resident megabytes now, from the system's own account of the process; VmHWM: at most so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        line = next(line for line in status if line.startswith(kind))
        return int(line.split()[1]) / 1000

    def processor(self) -> float:
        """Milliseconds of processor the process has used, from the system's own account of it."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
