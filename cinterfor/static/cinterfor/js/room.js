/* How much room is left in a field that holds so many characters and no more. What is too long is kept and
   told, instead of being cut off while it is pasted; the server refuses it in words. */

"use strict";

{
  const { left, over } = document.currentScript.dataset;
  const FEW = 20, PAUSE = 800;
  let made = 0;

  const follow = (field) => {
    const most = field.maxLength;
    field.removeAttribute("maxlength");
    const note = document.createElement("div");
    note.className = "help room";
    note.hidden = true;
    note.id = `room-${(made += 1)}`;
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    let timer;

    const words = () => {
      const room = most - [...field.value].length;
      return { room, text: (room < 0 ? over : left).replace("{number}", Math.abs(room)) };
    };

    const show = () => {
      const { room, text } = words();
      note.textContent = text;
      // It stays: were it to go when the field is left, what is being clicked would move away.
      note.hidden &&= room >= 0 && document.activeElement !== field;
      note.classList.toggle("room--over", room < 0);
      field.setAttribute("aria-invalid", String(room < 0));
    };

    /* Spoken when the typing pauses, and only near the end. */
    const tellSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { room, text } = words();
        status.textContent = room <= Math.max(FEW, most / 10) ? text : "";
      }, PAUSE);
    };

    field.addEventListener("input", () => {
      show();
      tellSoon();
    });
    field.addEventListener("focus", show);
    const described = field.getAttribute("aria-describedby");
    field.setAttribute("aria-describedby", [described, note.id].filter(Boolean).join(" "));
    // Label and field stand in one row: the note goes below both.
    (field.parentElement.matches(".flex-container") ? field.parentElement : field).after(note, status);
    show();
  };

  const FIELDS = "#content-main form :is(input[type=text], input[type=url], textarea)[maxlength]";
  const mend = (part) => part.querySelectorAll(FIELDS).forEach((field) => {
    // Django fills the empty row of a list in by a copy: that is followed when it is made.
    if (!field.name.includes("__prefix__")) {
      follow(field);
    }
  });

  addEventListener("DOMContentLoaded", () => {
    mend(document);
    document.addEventListener("formset:added", () => mend(document));
  });
}
