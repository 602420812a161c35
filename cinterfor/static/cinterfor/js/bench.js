/* The translator's bench by keyboard: Ctrl+Enter saves and goes on, and a source is taken over at once
   instead of by way of the portal. */

"use strict";

addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("bench-form");
  if (!form) {
    return;
  }
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=_next]"));
    }
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[name=_take]");
    if (button) {
      event.preventDefault();
      const field = document.getElementById(button.dataset.field);
      field.value = button.dataset.source;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }
  });
});
