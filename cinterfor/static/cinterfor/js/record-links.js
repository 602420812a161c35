/* The link dialog of the text editor: a record of the portal, found by typing, or any other address. */

import { Link as BaseLink } from "django-prose-editor/editor";

const PAUSE = 200;
let made = 0;

const element = (tag, attributes = {}, ...children) => {
  const found = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    found.setAttribute(name, value);
  }
  found.append(...children);
  return found;
};

/* An ARIA combobox: the field keeps the focus, the arrows go through what was found. */
class RecordField {
  #found = [];
  #active = -1;
  #timer;
  #request;

  constructor({ url, labels }, id, choose) {
    Object.assign(this, { url, labels, choose });
    this.list = element("ul", { id: `${id}-list`, role: "listbox", "aria-label": labels.record, hidden: "" });
    this.status = element("p", { role: "status", class: "visually-hidden" });
    this.input = element("input", {
      id, type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": this.list.id, "aria-describedby": `${id}-help`,
    });
    this.input.addEventListener("input", () => this.#askSoon());
    this.input.addEventListener("keydown", (event) => this.#press(event));
    this.input.addEventListener("blur", () => this.#close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) =>
      this.#take([...this.list.children].indexOf(target.closest("[role=option]"))));
  }

  #askSoon() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    const term = this.input.value.trim();
    if (term) {
      this.#timer = setTimeout(() => this.#ask(term), PAUSE);
    } else {
      this.#close();
    }
  }

  async #ask(term) {
    const request = new AbortController();
    this.#request = request;
    try {
      const answer = await fetch(`${this.url}?${new URLSearchParams({ term })}`, { signal: request.signal });
      const { results } = await answer.json();
      this.#show(results);
    } catch {
      if (!request.signal.aborted) {
        this.#close();
        this.status.textContent = this.labels.failed;
      }
    }
  }

  #show(results) {
    this.#found = results;
    this.#active = -1;
    this.list.replaceChildren(...results.map((result, place) => this.#option(result, place)));
    this.#open(results.length > 0);
    this.status.textContent = results.length
      ? this.labels.found.replace("{number}", results.length) : this.labels.nothing;
  }

  #option({ text, language, type, state }, place) {
    const name = element("span", { class: "link-dialog__name" }, text);
    if (language && language !== document.documentElement.lang) {
      name.lang = language;
    }
    const option = element("li", { id: `${this.list.id}-${place}`, role: "option" }, name, " ",
      element("span", { class: "link-dialog__type" }, type));
    if (state) {
      option.append(" ", element("span", { class: "link-dialog__state" }, state));
    }
    return option;
  }

  #press(event) {
    const isOpen = !this.list.hidden;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && isOpen) {
      const places = this.#found.length;
      this.#activate((this.#active + by + places + (this.#active < 0 && by < 0 ? 1 : 0)) % places);
    } else if (event.key === "Enter" && isOpen) {
      this.#take(Math.max(this.#active, 0));
    } else if (event.key === "Escape" && isOpen) {
      this.#close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #activate(place) {
    this.#active = place;
    for (const [number, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(number === place));
    }
    this.input.setAttribute("aria-activedescendant", this.list.children[place].id);
    this.list.children[place].scrollIntoView({ block: "nearest" });
  }

  #take(place) {
    const result = this.#found[place];
    if (result) {
      this.input.value = result.text;
      this.#close();
      this.choose(result);
    }
  }

  #open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.input.removeAttribute("aria-activedescendant");
  }

  #close() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#open(false);
  }
}

/* What was typed as people write addresses, as a link has it. */
const asHref = (typed) => {
  const text = typed.trim();
  if (!text || /^([a-z][a-z0-9+.-]*:|[/#])/i.test(text)) {
    return text;
  }
  return /^[^\s@/]+@[^\s@/]+$/.test(text) ? `mailto:${text}` : `https://${text}`;
};

/* Resolves to `{ href, text }`, the text being the chosen record's name; to null where it was given up. */
const askForLink = (options, href) => new Promise((resolve) => {
  const { labels } = options;
  const id = `link-dialog-${(made += 1)}`;
  const address = element("input", { id: `${id}-address`, type: "text", inputmode: "url" });
  address.value = href ?? "";
  const submit = element("button", { type: "submit" }, labels.insert);
  const cancel = element("button", { type: "button" }, labels.cancel);
  let chosen = null;
  const record = new RecordField(options, `${id}-record`, (result) => {
    chosen = result;
    address.value = result.id;
    submit.focus();
  });
  const field = (label, input, ...more) => element("div", { class: "prose-editor-dialog-field" },
    element("label", { for: input.id }, label), input, ...more);
  const form = element("form", { method: "dialog" },
    element("h3", { id: `${id}-title`, class: "prose-editor-dialog-title" }, labels.title),
    field(labels.record, record.input, record.list, record.status,
      element("p", { id: `${id}-record-help`, class: "help" }, labels.help)),
    field(labels.address, address),
    element("div", { class: "prose-editor-dialog-buttons" }, submit, cancel));
  const dialog = element("dialog",
    { class: "prose-editor-dialog link-dialog", "aria-labelledby": `${id}-title` }, form);
  const finish = (result) => {
    dialog.remove();
    resolve(result);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = asHref(address.value);
    finish(typed ? { href: typed, text: chosen?.id === typed ? chosen.text : typed } : null);
  });
  cancel.addEventListener("click", () => finish(null));
  dialog.addEventListener("close", () => finish(null));
  document.body.append(dialog);
  dialog.showModal();
});

const insert = (editor, { href, text }) => {
  const chain = editor.chain().focus();
  if (editor.isActive("link")) {
    chain.extendMarkRange("link").updateAttributes("link", { href }).run();
  } else if (editor.state.selection.empty) {
    chain.insertContent({ type: "text", text, marks: [{ type: "link", attrs: { href } }] }).unsetMark("link").run();
  } else {
    chain.setMark("link", { href }).run();
  }
};

export const Link = BaseLink.extend({
  addMenuItems(context) {
    this.parent?.(context);
    const { menu, buttons } = context;
    menu.defineItem({
      name: "link",
      groups: "link",
      command: (editor) => editor.commands.addLink(),
      button: buttons.material("insert_link", this.options.labels.title),
      active: (editor) => editor.isActive("link"),
    });
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        askForLink(this.options, editor.getAttributes("link").href).then((link) => {
          if (link) {
            insert(editor, link);
          } else {
            editor.commands.focus();
          }
        });
        return true;
      },
    };
  },
});
