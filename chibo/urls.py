from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("chibo.accounts.urls")),
    path("", include("chibo.imports.urls")),
    path("", include("chibo.web.urls")),
    path("", include("chibo.admissions.urls")),
    path("", include("chibo.members.urls")),
]
