from django.urls import path, re_path

from chibo.api.views import reference, whole

app_name = "api"
urlpatterns = [
    path("api", reference.page, name="reference"),
    path(f"{whole.ROOT}openapi.json", whole.openapi, name="openapi"),
    *whole.operations(),
    re_path(f"^{whole.ROOT}", whole.unknown, name="unknown"),
]
