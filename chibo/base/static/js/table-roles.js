// On phones rows are laid out with flex, which makes browsers forget that they are a table.
const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tfoot: "rowgroup", tr: "row", td: "cell" };

const restore = () => {
  for (const table of document.querySelectorAll("table[data-table-roles]:not([role])")) {
    for (const [tag, role] of Object.entries(roles)) {
      for (const part of tag === "table" ? [table] : table.querySelectorAll(tag)) part.setAttribute("role", role);
    }
    for (const head of table.querySelectorAll("th")) {
      head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader");
    }
  }
};
document.addEventListener("htmx:load", restore);
restore();
