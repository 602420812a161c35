/* Files to upload: dropped anywhere on their field, and weighed before they are sent.
   The server checks all of it again. */

"use strict";

{
  const words = document.currentScript.dataset;
  const MEGABYTE = 1024 * 1024;
  const fieldOf = (input) => input.closest(".form-row, td") ?? input.parentElement;

  const said = (text, values) =>
    Object.entries(values).reduce((line, [name, value]) => line.replace(`{${name}}`, value), text);

  const complaint = (input, file) => {
    const types = input.accept.toLowerCase().split(",").filter(Boolean);
    const most = Number(input.dataset.most);
    if (types.length && !types.some((type) => file.name.toLowerCase().endsWith(type))) {
      return said(words.wrongType, { name: file.name, types: types.join(" ") });
    }
    if (!file.size) {
      return said(words.empty, { name: file.name });
    }
    return most && file.size > most ? said(words.tooLarge, { name: file.name, most: most / MEGABYTE }) : "";
  };

  const tell = (input, text) => {
    const id = `${input.id}_refused`;
    document.getElementById(id)?.remove();
    input.ariaInvalid = text ? "true" : null;
    if (text) {
      const list = document.createElement("ul");
      list.className = "errorlist";
      list.id = id;
      list.setAttribute("role", "alert");
      list.appendChild(document.createElement("li")).textContent = text;
      input.before(list);
    }
  };

  /* Before the listeners of the field itself: what is refused reaches none of them. */
  document.addEventListener(
    "change",
    (event) => {
      const input = event.target;
      if (input.type !== "file") {
        return;
      }
      const text = [...input.files].map((file) => complaint(input, file)).find(Boolean) ?? "";
      tell(input, text);
      if (text) {
        input.value = "";
        event.stopPropagation();
      }
    },
    true,
  );

  const inviteTo = (input) => {
    const note = document.createElement("span");
    note.className = "drop-note";
    note.textContent = words.drop;
    input.after(note);
    fieldOf(input).classList.add("takes-files");
  };

  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  const under = (event) => event.target.closest?.(".takes-files");

  /* A file that misses its field must not take the place of the page, and of all that was typed. */
  addEventListener("dragover", (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      document.querySelectorAll(".takes-files").forEach((field) => {
        field.classList.toggle("is-over", field === under(event));
      });
    }
  });

  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) {
      return;
    }
    event.preventDefault();
    const field = under(event);
    field?.classList.remove("is-over");
    const input = field?.querySelector("input[type=file]:not(:disabled)");
    if (input) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".form-row:not(.empty-form) input[type=file]").forEach(inviteTo);
  });
  document.addEventListener("formset:added", (event) => {
    event.target.querySelectorAll("input[type=file]").forEach(inviteTo);
  });
}
