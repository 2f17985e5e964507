"""Forms of organisations. Their page and tree show members too and are added by the door (chibo/urls.py)."""

from django.urls import path

from chibo.organisations.views import changing, places, tokens

urlpatterns = [
    path("to-chuc-dau-tien", changing.open_first, name="open"),
    path("tai-khoan/khoa-truy-cap", tokens.own, name="tokens"),
    path("tai-khoan/khoa-truy-cap/moi", tokens.new, name="new_token"),
    path("tai-khoan/khoa-truy-cap/<int:token>/huy", tokens.revoke, name="revoke_token"),
    path("quan-tri/khoa-truy-cap", tokens.of_everybody, name="all_tokens"),
    path("dv/<int:key>/lap", changing.found, name="found"),
    path("dv/<int:key>/doi-ten", changing.rename, name="rename"),
    path("dv/<int:key>/doi-loai", changing.change_kind, name="change_kind"),
    path("dv/<int:key>/dia-ban", places.places, name="places"),
    path("dv/<int:key>/dia-ban/lap", places.found, name="found_place"),
    path("dv/<int:key>/dia-ban/<int:place>/giao", places.cover, name="cover_place"),
    path(
        "dv/<int:key>/dia-ban/<int:place>/thoi-giao/<int:cell>",
        places.uncover,
        name="uncover_place",
    ),
    path("dv/<int:key>/dia-ban/<int:place>/ket-thuc", places.end, name="end_place"),
]
