// Every behaviour only adds to a page that already works without it.
import "./with-script.js";
import "./search-key.js";
import "./menus.js";
import "./dirty-form.js";
import "./select-rows.js";
import "./list-keys.js";
import "./auto-submit.js";
import "./peek.js";
import "./toasts.js";
import "./focus-errors.js";
import "./table-roles.js";
import "./current-in-view.js";
