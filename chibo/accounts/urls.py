"""Only the doors of allauth that this house opens; nobody signs up or resets by letter."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path

from chibo.accounts import views

urlpatterns = [
    path("dang-nhap", account.login, name="account_login"),
    path("dang-nhap/ma", factor.authenticate, name="mfa_authenticate"),
    path("dang-nhap/bi-khoa", account.account_inactive, name="account_inactive"),
    path("dang-xuat", account.logout, name="account_logout"),
    path("tai-khoan", views.home, name="account_home"),
    path("doi-mat-khau", account.password_change, name="account_change_password"),
    path("xac-nhan", account.reauthenticate, name="account_reauthenticate"),
    path("xac-nhan/ma", factor.reauthenticate, name="mfa_reauthenticate"),
    path("hai-buoc", factor.index, name="mfa_index"),
    path("hai-buoc/bat", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-buoc/tat", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-buoc/ma-du-phong", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "hai-buoc/ma-du-phong/tao",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "hai-buoc/ma-du-phong/tai-ve",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
