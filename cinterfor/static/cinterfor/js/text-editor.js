/* What the portal adds to the text editor: clean pasting, and names of its buttons in the editor's language. */

import { Extension, Plugin } from "django-prose-editor/editor";

/* Text from elsewhere is cleaned where it is saved, too: one place says what is kept. */
const cleaned = async (url, html) => {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  // Pictures within the text would make it too large to send; none is kept.
  body.set("html", html.replace(/<img\b[^>]*>/gi, ""));
  const answer = await fetch(url, { method: "POST", body });
  return (await answer.json()).html;
};

export const CleanPaste = Extension.create({
  name: "cleanPaste",

  addProseMirrorPlugins() {
    const { url } = this.options;
    // Before the editor reads it: styles that came along would be complaints of the page's policy.
    const paste = (view, event) => {
      const html = event.clipboardData?.getData("text/html");
      // What was copied in an editor of this kind is clean, and keeps where it was cut.
      if (!html || html.includes("data-pm-slice")) {
        return false;
      }
      event.preventDefault();
      cleaned(url, html)
        .catch(() => html)
        .then((text) => view.isDestroyed || view.pasteHTML(text));
      return true;
    };
    return [new Plugin({ props: { handleDOMEvents: { paste } } })];
  },
});

export const ButtonNames = Extension.create({
  name: "buttonNames",

  // Called when the others have defined their buttons, and before the bar is made of them.
  addMenuItems({ _definedItems: items }) {
    for (const [item, name] of Object.entries(this.options.names)) {
      const { button, option } = items[item] ?? {};
      if (button) {
        button.title = name;
        button.setAttribute("aria-label", name);
      }
      if (option) {
        option.textContent = name;
      }
    }
  },
});
