/* Light, dark, or as the system has it: the reader's choice, kept under the name that the admin keeps it by.
   It runs before the first paint; the control shows only where this runs. */

"use strict";

{
  const NAMES = ["auto", "light", "dark"];
  const root = document.documentElement;

  const read = () => {
    try {
      const kept = localStorage.getItem("theme");
      return NAMES.includes(kept) ? kept : "auto";
    } catch {
      return "auto"; // a browser that keeps nothing
    }
  };

  const show = () => {
    const theme = read();
    root.dataset.theme = theme;
    for (const meta of document.querySelectorAll("meta[data-scheme]")) {
      const { scheme } = meta.dataset;
      meta.media = theme === "auto" ? `(prefers-color-scheme: ${scheme})` : theme === scheme ? "all" : "not all";
    }
    for (const control of document.querySelectorAll(".theme select")) {
      control.value = theme;
    }
  };

  show();
  document.addEventListener("DOMContentLoaded", show);
  addEventListener("pageshow", show); // back to a page that the browser had kept as it was
  addEventListener("storage", show); // chosen in another window
  document.addEventListener("change", ({ target }) => {
    if (target.matches(".theme select")) {
      try {
        localStorage.setItem("theme", target.value);
        show();
      } catch {
        root.dataset.theme = target.value;
      }
    }
  });
}
