"""/_mau: every part of the look on one page, with invented content."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from chibo.base.asof import as_of
from chibo.web.views import sample_content as content

PAGE_LENGTH = 8


class SampleForm(forms.Form):
    """One field of each kind; the sample data leaves two of them wrong."""

    full_name = forms.CharField(label="Họ và tên khai sinh")
    born = forms.CharField(label="Ngày sinh")
    number = forms.RegexField(
        r"^\d{12}$",
        label="Số định danh cá nhân",
        help_text="12 chữ số, viết liền hoặc cách nhau.",
        error_messages={"invalid": "Nhập 12 chữ số. Đang có 11."},
    )
    cell = forms.ChoiceField(
        label="Chi bộ", choices=[("vat", "Bản Vặt"), ("lun", "Bản Lùn"), ("bai", "Bản Bãi")]
    )
    sex = forms.ChoiceField(
        label="Giới tính", choices=[("nam", "Nam"), ("nu", "Nữ")], widget=forms.RadioSelect
    )
    remark = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea)
    paper = forms.FileField(label="Quyết định kết nạp", required=False)
    exempt = forms.BooleanField(label="Được miễn sinh hoạt", required=False)


@vary_on_headers("HX-Request")
def sample(request: HttpRequest) -> HttpResponse:
    """The living page of parts; `?xem=3` opens a row beside the list, `?ngay=` is a past date."""
    page = Paginator(content.MEMBERS, PAGE_LENGTH).get_page(request.GET.get("trang"))
    form = SampleForm(content.FORM_DATA) if "loi" in request.GET else SampleForm()
    context = content.shell() | content.parts()
    context |= {"as_of": as_of(request), "page": page, "sample_form": form, "shown": shown(request)}
    only_the_panel = "HX-Request" in request.headers
    return render(
        request, "web/_sample_peek.html" if only_the_panel else "web/sample.html", context
    )


def shown(request: HttpRequest) -> dict[str, Any]:
    """The member named by `xem`, Lò Thị Hà without it."""
    chosen = request.GET.get("xem", "7")
    return next((m for m in content.MEMBERS if str(m["id"]) == chosen), content.MEMBERS[0])


def sample_paper(request: HttpRequest) -> HttpResponse:
    """The print preview of invented minutes."""
    return render(request, "web/sample_paper.html", {"tasks": content.ASSIGNED})
