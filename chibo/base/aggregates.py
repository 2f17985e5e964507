"""Values of many rows told in one."""

from typing import Any

from django.db.models import Aggregate, TextField


class Listed(Aggregate):
    """The values of a column, with commas between, in no order; None of none."""

    function = "GROUP_CONCAT"
    output_field = TextField()
    on_postgresql = "STRING_AGG(CAST(%(expressions)s AS text), ',')"

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return super().as_sql(compiler, connection, template=self.on_postgresql, **more)


class ListedDays(Listed):
    """Days as 2026-11-24, whatever the server writes by itself."""

    on_postgresql = "STRING_AGG(TO_CHAR(%(expressions)s, 'YYYY-MM-DD'), ',')"
