/* Images in forms: a small picture of the one that was chosen, and the focal point set by a click. */

"use strict";

{
  const picture = (holder, source, alt = "") => {
    const shown = holder.querySelector("img") ?? holder.appendChild(document.createElement("img"));
    ["width", "height"].forEach((name) => shown.removeAttribute(name));
    shown.src = source;
    shown.alt = alt;
    return shown;
  };

  /* The choice is told by jQuery alone: by Select2, and by the window that adds an image. */
  const showChosen = (holder) => {
    const select = holder.parentElement.querySelector("select");
    window.django?.jQuery(select).on("change", () => {
      holder.replaceChildren();
      if (select.value) {
        picture(holder, holder.dataset.path.replace("/0/", `/${select.value}/`), select.selectedOptions[0].text);
      }
    });
  };

  const setUpFocus = (box) => {
    const [x, y] = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`));
    const file = document.getElementById("id_file");
    const whole = box.querySelector(".focal__whole");
    const card = box.querySelector(".focal__card");
    if (!x || !y) {
      return; // the page is for reading only
    }
    const point = document.createElement("span");
    point.className = "focal__point";
    point.ariaHidden = "true";

    const place = () => {
      const at = [x, y].map((field) => `${Math.min(100, Math.max(0, Number(field.value) || 0))}%`);
      [point.style.insetInlineStart, point.style.insetBlockStart] = at;
      card.querySelector("img").style.objectPosition = at.join(" ");
    };

    const show = (source) => {
      if (source) {
        whole.replaceChildren();
        picture(whole, source);
      }
      const shown = whole.querySelector("img");
      card.hidden = !shown;
      if (shown) {
        card.querySelector("img").src = shown.src;
        whole.append(point);
        place();
      }
    };

    whole.addEventListener("click", (event) => {
      const frame = whole.querySelector("img")?.getBoundingClientRect();
      if (frame) {
        x.value = Math.round((100 * (event.clientX - frame.left)) / frame.width);
        y.value = Math.round((100 * (event.clientY - frame.top)) / frame.height);
        place();
      }
    });
    [x, y].forEach((field) => field.addEventListener("input", place));
    file?.addEventListener("change", () => {
      const reader = new FileReader();
      reader.addEventListener("load", () => show(reader.result));
      if (file.files[0]) {
        reader.readAsDataURL(file.files[0]);
      }
    });
    show();
  };

  addEventListener("load", () => {
    document.querySelectorAll(".chosen-image").forEach(showChosen);
    document.querySelectorAll(".focal").forEach(setUpFocus);
  });
}
