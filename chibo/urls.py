from django.urls import URLPattern, URLResolver, include, path

from chibo.organisations.urls import urlpatterns as organisation_forms
from chibo.web.urls import organisation_pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("chibo.accounts.urls")),
    path("", include("chibo.reports.urls")),
    path("", include("chibo.imports.urls")),
    path("", include("chibo.cleaning.urls")),
    path("", include("chibo.web.urls")),
    path("", include("chibo.api.urls")),
    path("", include("chibo.admissions.urls")),
    path("", include("chibo.assignments.urls")),
    path("", include("chibo.meetings.urls")),
    path("", include("chibo.study.urls")),
    path("", include("chibo.targets.urls")),
    path("", include("chibo.consolidation.urls")),
    path("", include("chibo.inspection.urls")),
    path("", include("chibo.appraisal.urls")),
    path("", include("chibo.dues.urls")),
    path("", include("chibo.members.urls")),
    path("", include("chibo.documents.urls")),
    path("", include(([*organisation_forms, *organisation_pages], "organisations"))),
]

handler400 = "chibo.web.views.errors.unreadable"
