from django.conf import settings
from django.urls import URLPattern, path, re_path

from chibo.api.views import door, reference


def operations() -> list[URLPattern]:
    from chibo.api.views import whole

    return whole.operations()


app_name = "api"
urlpatterns = [
    path("api", reference.page, name="reference"),
    path(f"{door.ROOT}openapi.json", reference.openapi, name="openapi"),
    *(operations() if settings.LOAD_API else []),
    re_path(f"^{door.ROOT}", door.unknown, name="unknown"),
]
