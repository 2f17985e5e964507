from django.urls import path

from chibo.imports.views import columns, compare, listing, rehearsal, workbook, writing

app_name = "imports"

urlpatterns = [
    path("nhap", listing.imports, name="list"),
    path("nhap/mau", listing.template, name="template"),
    path("nhap/<int:key>", rehearsal.page, name="page"),
    path("nhap/<int:key>/cot", columns.page, name="columns"),
    path("nhap/<int:key>/kieu-ghep", columns.save, name="save_mapping"),
    path("nhap/<int:key>/lap-chi-bo", rehearsal.found_cells, name="found_cells"),
    path("nhap/<int:key>/trung/<int:row>", compare.page, name="compare"),
    path("nhap/<int:key>/bao-cao-loi", rehearsal.error_file, name="error_file"),
    path("nhap/<int:key>/tai-lai", writing.replace, name="replace"),
    path("nhap/<int:key>/ghi", writing.apply, name="apply"),
    path("nhap/<int:key>/hoan-tac", writing.undo, name="undo"),
    path("nhap/<int:key>/huy", writing.cancel, name="cancel"),
    path("du-lieu", workbook.page, name="workbook"),
    path("du-lieu/xuat", workbook.take_out, name="workbook_out"),
    path("du-lieu/mau", workbook.template, name="workbook_template"),
    path("du-lieu/tai-len", workbook.send, name="workbook_send"),
    path("du-lieu/chay-thu", workbook.rehearsal, name="workbook_rehearsal"),
    path("du-lieu/ghi", workbook.apply, name="workbook_apply"),
    path("du-lieu/bo", workbook.drop, name="workbook_drop"),
]
