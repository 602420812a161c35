/* The addresses below the field of a slug, as they will be with what is typed. */

"use strict";

addEventListener("DOMContentLoaded", () => {
  for (const block of document.querySelectorAll(".addresses")) {
    const field = document.getElementById(block.id.replace(/_addresses$/, ""));
    const warning = block.querySelector("[data-warning]");
    const saved = field?.defaultValue;

    const show = () => {
      for (const part of block.querySelectorAll("[data-slug]")) {
        part.textContent = field.value.trim() || "…";
      }
      const text = warning && field.value.trim() !== saved ? warning.dataset.warning : "";
      if (warning && warning.textContent !== text) {
        warning.textContent = text;
      }
    };

    // The name, too, may fill the field: Django’s script does so without telling.
    for (const type of ["input", "keyup", "change"]) {
      field?.form.addEventListener(type, () => requestAnimationFrame(show));
    }
  }
});
