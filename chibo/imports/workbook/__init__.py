"""The data workbook: one .xlsx that carries everything the system holds about a branch.

A record kind is one sheet, declared in `sheets/` (columns, where rows come from); the template with
drop-downs, the export, the reading and docs/workbook.md derive from the declarations. What a sheet's
rows do on the way in stands in imports.actions.
"""
