/* Names for what the admin's widgets leave without: screen readers tell each field by its label.
   Django's date and time, Select2, the text editor and the language tabs make their parts by script. */

"use strict";

{
  const { switchLabel } = document.currentScript.dataset;
  let made = 0;

  const labelOf = (part) => {
    const field = part.closest(".fieldBox, .form-row, td, .flex-container");
    return field?.querySelector("label, legend") ?? headingOf(part.closest("td"));
  };

  /* In a table of rows the heading of the column is the label. */
  const headingOf = (cell) => {
    const column = [...(cell?.classList ?? [])].find((name) => name.startsWith("field-"));
    return column && cell.closest("table").querySelector(`thead .${column.replace("field", "column")}`);
  };

  const text = (element) => element?.textContent.trim().replace(/\s*[:*]$/, "") ?? "";

  const name = (part, suffix = "") => {
    const label = text(labelOf(part));
    if (label || suffix) {
      part.setAttribute("aria-label", [label, suffix].filter(Boolean).join(", "));
    }
  };

  const nameSelection = (box) => {
    const label = labelOf(box);
    const shown = box.querySelector(".select2-selection__rendered");
    if (label && shown?.id) {
      label.id ||= `label-${(made += 1)}`;
      box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
      shown.setAttribute("aria-labelledby", label.id);
    }
  };

  /* The tab itself has the focus; a link within would be a second thing to reach.
     The script of the tabs asks the link for its address still. */
  const makePlain = (link) => {
    const { href, hash } = link;
    ["href", "tabindex"].forEach((key) => link.removeAttribute(key));
    Object.defineProperties(link, { href: { value: href }, hash: { value: hash } });
  };

  /* It begins with its first language, whichever the tabs are open at. */
  const nameSwitch = (field) => {
    field.setAttribute("aria-label", switchLabel);
    const tab = document.querySelector(".ui-tabs-nav .ui-tabs-active");
    field.value = tab ? [...tab.parentElement.children].indexOf(tab) : field.value;
  };

  const WAYS = {
    ".select2-selection--single:not([aria-labelledby*=' '])": nameSelection,
    ".select2-search__field:not([aria-label])": (field) => name(field),
    ".select2-selection--multiple ul:not([role])": (list) => list.setAttribute("role", "presentation"),
    ".select2-selection--multiple li:not([role])": (item) => item.setAttribute("role", "presentation"),
    "[contenteditable=true]:not([aria-label])": (editor) => name(editor),
    ":is(.vDateField, .vTimeField):is([name$='_0'], [name$='_1']):not([aria-label])": (field) =>
      name(field, text(field.previousSibling)),
    ".modeltranslation-switch:not([aria-label])": nameSwitch,
    ".ui-tabs-nav [role=tab] > a[href]": makePlain,
    ".help-tooltip[aria-label]:not([role])": (sign) => sign.setAttribute("role", "img"),
    "th.original:empty": (heading) => heading.replaceWith(document.createElement("td")),
  };

  const mend = () => {
    for (const [selector, way] of Object.entries(WAYS)) {
      document.querySelectorAll(selector).forEach((part) => way(part));
    }
  };

  addEventListener("load", () => {
    mend();
    let waiting;
    new MutationObserver(() => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(mend);
    }).observe(document.body, { childList: true, subtree: true });
  });
}
