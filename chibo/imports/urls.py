from django.urls import path, re_path

from chibo.imports.views import columns, compare, comparing, listing, rehearsal, workbook, writing

app_name = "imports"

urlpatterns = [
    path("nhap", listing.imports, name="list"),
    path("nhap/mau", listing.template, name="template"),
    path("nhap/<int:key>", rehearsal.page, name="page"),
    path("nhap/<int:key>/cot", columns.page, name="columns"),
    path("nhap/<int:key>/trang", columns.sheet, name="sheet"),
    path("nhap/<int:key>/kieu-ghep", columns.save, name="save_mapping"),
    path("nhap/<int:key>/lap-chi-bo", rehearsal.found_cells, name="found_cells"),
    path("nhap/<int:key>/trung/<int:row>", compare.page, name="compare"),
    path("nhap/<int:key>/bao-cao-loi", rehearsal.error_file, name="error_file"),
    path("nhap/<int:key>/tai-lai", writing.replace, name="replace"),
    path("nhap/<int:key>/ghi", writing.apply, name="apply"),
    path("nhap/<int:key>/hoan-tac", writing.undo, name="undo"),
    path("nhap/<int:key>/huy", writing.cancel, name="cancel"),
    path("doi-chieu", comparing.comparisons, name="comparisons"),
    path("doi-chieu/<int:key>", comparing.page, name="comparison"),
    path("doi-chieu/<int:key>/cot", comparing.columns, name="comparison_columns"),
    path("doi-chieu/<int:key>/xu-ly", comparing.decide, name="comparison_decide"),
    path("doi-chieu/<int:key>/so-lai", comparing.again, name="comparison_again"),
    path("doi-chieu/<int:key>/bo", comparing.drop, name="comparison_drop"),
    re_path(
        r"^doi-chieu/(?P<key>\d+)/sua-ben-kia\.(?P<ending>pdf|docx|xlsx)$",
        comparing.corrections,
        name="comparison_corrections",
    ),
    path("du-lieu", workbook.page, name="workbook"),
    path("du-lieu/xuat", workbook.take_out, name="workbook_out"),
    path("du-lieu/mau", workbook.template, name="workbook_template"),
    path("du-lieu/tai-len", workbook.send, name="workbook_send"),
    path("du-lieu/chay-thu", workbook.rehearsal, name="workbook_rehearsal"),
    path("du-lieu/ghi", workbook.apply, name="workbook_apply"),
    path("du-lieu/bo", workbook.drop, name="workbook_drop"),
]
