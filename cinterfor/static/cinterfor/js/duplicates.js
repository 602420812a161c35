/* While a name is typed: which records here may be the same. Without this the page says so after saving. */

"use strict";

{
  const { form: formId, url, fields, record, mergeLabel } = document.currentScript.dataset;
  const PAUSE = 700;

  const start = () => {
    const form = document.getElementById(formId);
    const place = document.querySelector(".alike");
    if (!form || !place) {
      return;
    }
    const names = fields.split(" ");
    let shown = "";
    let before = asked();
    let timer;
    let request;

    function asked() {
      const query = new URLSearchParams({ record });
      for (const name of names) {
        const value = form.elements[name]?.value;
        if (value) {
          query.set(name, value);
        }
      }
      return query.toString();
    }

    const ask = async () => {
      const now = asked();
      if (now === before) {
        return;
      }
      before = now;
      request?.abort();
      request = new AbortController();
      try {
        const answer = await fetch(`${url}?${now}`, { signal: request.signal, redirect: "error" });
        show(answer.ok ? await answer.json() : { found: [] });
      } catch {
        // No answer, or one that is no longer wanted: the page says it after saving.
      }
    };

    /* Told once: a list that did not change is not read aloud again. */
    const show = ({ told, found }) => {
      const text = JSON.stringify(found);
      if (text === shown) {
        return;
      }
      shown = text;
      place.replaceChildren();
      if (found.length) {
        const notice = make("div", "", "notice");
        const list = document.createElement("ul");
        list.append(...found.map(row));
        notice.append(make("p", told), list);
        place.append(notice);
      }
    };

    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    };

    form.addEventListener("input", later);
    form.addEventListener("change", later);
  };

  const make = (tag, text, name) => {
    const part = document.createElement(tag);
    part.textContent = text;
    if (name) {
      part.className = name;
    }
    return part;
  };

  const row = ({ name, language, url: address, status, why, merge }) => {
    const item = document.createElement("li");
    const link = make("a", name);
    link.href = address;
    if (language) {
      link.lang = language;
    }
    item.append(link, " ");
    if (status) {
      item.append(make("span", status, "language"), " ");
    }
    item.append(make("span", why));
    if (merge) {
      const leading = make("a", mergeLabel);
      leading.href = merge;
      item.append(" · ", leading);
    }
    return item;
  };

  addEventListener("load", start);
}
