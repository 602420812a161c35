/* Keeps what an editor types: a crash, a lost session or a closed tab loses nothing.
   The portal hears of each pause in typing, and every half minute that the record is still open. */

"use strict";

{
  const { form: formId, url, kept, loggedOut, away } = document.currentScript.dataset;
  const PAUSE = 1500;
  const PRESENT = 30000;

  const start = () => {
    const form = document.getElementById(formId);
    if (!form) {
      return;
    }
    const line = form.querySelector(".kept");
    const notice = document.querySelector(".notice.others");
    let before = written();
    let timer;
    let refused = false;
    let left = false;

    /* Files stay in the browser: only their names could be kept. */
    function written() {
      const fields = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        if (typeof value === "string" && name !== "csrfmiddlewaretoken") {
          fields.append(name, value);
        }
      }
      return fields.toString();
    }

    const send = async () => {
      const now = written();
      const body = new URLSearchParams({ tab: form.elements.tab?.value ?? "" });
      if (now !== before) {
        body.set("typed", now);
      }
      try {
        const answer = await fetch(url, {
          method: "POST",
          body,
          headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
          redirect: "manual",
          keepalive: now.length < 60000,
        });
        refused = answer.type === "opaqueredirect" || answer.status === 403;
        if (refused) {
          line.textContent = loggedOut;
          return;
        }
        const told = await answer.json();
        before = now;
        if (told.at) {
          line.textContent = `${kept} ${told.at}`;
        } else if (told.error) {
          line.textContent = told.error;
        }
        notice.hidden = !told.others?.length;
        notice.querySelector("span").textContent = (told.others ?? []).join(", ");
      } catch {
        line.textContent = away;
      }
    };

    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(send, PAUSE);
    };

    form.addEventListener("input", later);
    form.addEventListener("change", later);
    /* The text editor writes its field without an event. */
    form.addEventListener("keyup", later);
    setInterval(send, PRESENT);
    send();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && !left && written() !== before) {
        send();
      }
    });
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      if (refused) {
        event.preventDefault();
        line.textContent = loggedOut;
        line.scrollIntoView({ block: "center" });
        send();
      } else {
        /* A preview opens beside the form, which goes on. */
        left = event.submitter?.name !== "_preview";
      }
    });
  };

  window.addEventListener("load", () => setTimeout(start, 300));
}
