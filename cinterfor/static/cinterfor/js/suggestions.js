/* Suggestions while typing: an ARIA combobox over each plain search field; without it the form still searches. */

const PAUSE = 150;

class Suggestions {
  #input;
  #list = document.createElement("ul");
  #status = document.createElement("div");
  #addresses = [];
  #active = -1;
  #timer;
  #request;

  constructor(input) {
    this.#input = input;
    this.#makeList();
    this.#makeStatus();
    this.#makeCombobox();
    this.#listen();
  }

  get #isOpen() {
    return !this.#list.hidden;
  }

  #makeList() {
    this.#list.id = `${this.#input.id}-suggestions`;
    this.#list.className = "suggestions";
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.#input.dataset.suggestionsLabel);
    this.#input.form.append(this.#list);
  }

  #makeStatus() {
    this.#status.className = "visually-hidden";
    this.#status.setAttribute("role", "status");
    this.#input.form.append(this.#status);
  }

  #makeCombobox() {
    this.#input.autocomplete = "off";
    this.#input.setAttribute("role", "combobox");
    this.#input.setAttribute("aria-autocomplete", "list");
    this.#input.setAttribute("aria-controls", this.#list.id);
    this.#input.setAttribute("aria-expanded", "false");
  }

  #listen() {
    this.#input.addEventListener("input", () => this.#askSoon());
    this.#input.addEventListener("keydown", (event) => this.#press(event));
    this.#input.addEventListener("blur", () => this.#close());
    this.#input.form.addEventListener("submit", () => this.#close());
    // The field keeps the focus while a suggestion is pressed, or leaving it would close the list.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#go(this.#indexOf(event.target)));
  }

  #indexOf(element) {
    return [...this.#list.children].indexOf(element.closest("[role=option]"));
  }

  #press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const actions = {
      ArrowDown: () => this.#step(1),
      ArrowUp: () => this.#step(-1),
      Enter: () => this.#go(this.#active),
      Escape: () => this.#escape(),
      Home: () => this.#activate(-1),
      End: () => this.#activate(-1),
    };
    if (actions[event.key]?.()) {
      event.preventDefault();
    }
  }

  /** To the next or previous suggestion; between the last and the first lies the field itself. */
  #step(by) {
    if (!this.#isOpen) {
      this.#ask();
      return true;
    }
    const places = this.#addresses.length + 1;
    this.#activate(((this.#active + 1 + by + places) % places) - 1);
    return true;
  }

  #activate(index) {
    this.#active = index;
    for (const [place, option] of [...this.#list.children].entries()) {
      option.setAttribute("aria-selected", String(place === index));
    }
    const option = this.#list.children[index];
    if (option) {
      this.#input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.#input.removeAttribute("aria-activedescendant");
    }
  }

  #go(index) {
    const address = this.#addresses[index];
    if (!address || !this.#isOpen) {
      return false;
    }
    this.#close();
    window.location.assign(address);
    return true;
  }

  #escape() {
    if (this.#isOpen) {
      this.#close();
    } else {
      this.#forget();
      this.#input.value = "";
    }
    // Browsers differ in what Escape does to a search field: here it is always this.
    return true;
  }

  #askSoon() {
    this.#forget();
    if (this.#input.value.trim()) {
      this.#timer = setTimeout(() => this.#ask(), PAUSE);
    } else {
      this.#close();
    }
  }

  /** What is still to come is no longer wanted. */
  #forget() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  async #ask() {
    this.#forget();
    const words = this.#input.value.trim();
    if (!words) {
      return;
    }
    const request = new AbortController();
    this.#request = request;
    try {
      const address = `${this.#input.dataset.suggestions}?${new URLSearchParams({ q: words })}`;
      const response = await fetch(address, { signal: request.signal });
      const answer = response.ok ? await response.json() : null;
      if (!request.signal.aborted) {
        this.#show(answer);
      }
    } catch {
      // No network, or an answer that is no longer wanted: the form still searches.
      if (!request.signal.aborted) {
        this.#close();
      }
    }
  }

  #show(answer) {
    const [, texts = [], , addresses = [], more = {}] = answer ?? [];
    this.#addresses = addresses;
    this.#list.replaceChildren(...texts.map((text, place) => this.#makeOption(place, text, more)));
    this.#activate(-1);
    this.#list.hidden = texts.length === 0;
    this.#input.setAttribute("aria-expanded", String(this.#isOpen));
    const { suggestionsTold, suggestionsNone } = this.#input.dataset;
    this.#status.textContent = this.#isOpen
      ? suggestionsTold.replace("{number}", texts.length)
      : suggestionsNone;
  }

  #makeOption(place, text, { languages, labels, titles, title_languages: titleLanguages }) {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${place}`;
    option.className = "suggestion";
    option.setAttribute("role", "option");
    const description = makePart("suggestion__description", labels[place]);
    if (titles[place]) {
      description.append(" · ", makePart("", titles[place], titleLanguages[place]));
    }
    // The blank parts the two where an option is read as one text.
    option.append(makePart("suggestion__text", text, languages[place]), " ", description);
    return option;
  }

  #close() {
    this.#forget();
    this.#list.hidden = true;
    this.#status.textContent = "";
    this.#input.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }
}

function makePart(name, text, language) {
  const part = document.createElement("span");
  part.className = name;
  part.textContent = text ?? "";
  if (language && language !== document.documentElement.lang) {
    part.lang = language;
  }
  return part;
}

for (const input of document.querySelectorAll("input[data-suggestions]")) {
  new Suggestions(input);
}
