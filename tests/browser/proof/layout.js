// What a reader would see go wrong in a layout, measured on the page that is open.
(() => {
  const SLACK = 1; // CSS pixels of rounding

  const name = (element) => {
    const classes = [...element.classList].map((word) => `.${word}`).join("");
    const id = element.id ? `#${element.id}` : "";
    const words = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.localName}${id}${classes} “${words}”`;
  };

  const ancestors = function* (element) {
    for (let above = element; above && above !== document.documentElement; above = above.parentElement) yield above;
  };

  // Text for screen readers only stands in a box of a pixel, or is clipped away.
  const isHiddenToTheEye = (element) => {
    for (const above of ancestors(element)) {
      const style = getComputedStyle(above);
      const box = above.getBoundingClientRect();
      const clips = style.overflow !== "visible" || style.clip !== "auto";
      if (style.clipPath !== "none" && (box.width <= 2 || box.height <= 2)) return true;
      if (clips && box.width <= 2 && box.height <= 2) return true;
    }
    return false;
  };

  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !isHiddenToTheEye(element);

  const within = (box, element) => {
    let { left, top, right, bottom } = box;
    for (const above of ancestors(element.parentElement)) {
      const style = getComputedStyle(above);
      const edge = above.getBoundingClientRect();
      if (style.overflowX !== "visible") [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      if (style.overflowY !== "visible") [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return { left, top, right, bottom };
  };

  // Every line of text as a box, shrunk to its letters: line boxes of tight headings touch.
  const lines = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest("script, style, option, textarea, noscript, template")) continue;
      if (!isShown(parent)) continue;
      range.selectNodeContents(node);
      for (const full of range.getClientRects()) {
        const box = within(full, parent);
        const trim = (box.bottom - box.top) * 0.22;
        const line = { ...box, top: box.top + trim, bottom: box.bottom - trim, node, parent };
        if (line.right - line.left > 2 && line.bottom - line.top > 2) found.push(line);
      }
    }
    return found.filter((line) => line.right > 0 && line.bottom + scrollY > 0);
  };

  // Suggestions lie over the page on a ground of their own: what is below them is not read through them.
  const layer = (line) => line.parent.closest("[role=listbox]");

  const overlaps = () => {
    const found = new Set();
    const sorted = lines().sort((one, other) => one.top - other.top);
    sorted.forEach((one, place) => {
      for (const other of sorted.slice(place + 1)) {
        if (other.top > one.bottom - SLACK) break;
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        if (one.node === other.node || layer(one) !== layer(other)) continue;
        if (across > 2) found.add(`${name(one.parent)} over ${name(other.parent)}`);
      }
    });
    return [...found].slice(0, 10);
  };

  const scrolls = (element) =>
    [...ancestors(element)].some((above) => ["auto", "scroll"].includes(getComputedStyle(above).overflowX));

  // What is wider than the screen, unless it stands in a region that scrolls by itself.
  const sticksOut = () => {
    const width = document.documentElement.clientWidth;
    const found = lines()
      .filter((line) => (line.right > width + SLACK || line.left < -SLACK) && !scrolls(line.parent))
      .map((line) => name(line.parent));
    const page = document.scrollingElement.scrollWidth;
    if (page > width) {
      const wide = [...document.body.querySelectorAll("*")].filter(
        (one) => one.getBoundingClientRect().right > width + SLACK && isShown(one) && !scrolls(one.parentElement),
      );
      found.push(`the page is ${page} px wide on ${width} px: ${wide.slice(-3).map(name).join(" | ")}`);
    }
    return [...new Set(found)].slice(0, 10);
  };

  const isCut = (element) => {
    const style = getComputedStyle(element);
    const across = ["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + SLACK;
    const down = ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + SLACK;
    return element.clientWidth > 0 && (across || down);
  };

  const cut = () =>
    [...document.body.querySelectorAll("*")]
      .filter((one) => !one.closest("svg") && isCut(one) && one.textContent.trim() && isShown(one))
      .map(name)
      .slice(0, 10);

  const ACTIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary";

  // At hand: on the page, or in a menu that a control on the page opens.
  const isAtHand = (element) => {
    const menu = element.parentElement.closest("details:not([open])");
    if (menu && !(element.localName === "summary" && element.parentElement === menu)) return isAtHand(menu);
    const popover = element.closest("[popover]");
    if (popover && !popover.matches(":popover-open"))
      return [...document.querySelectorAll(`[popovertarget="${popover.id}"]`)].some(isAtHand);
    return element.checkVisibility({ visibilityProperty: true });
  };

  const key = (element) =>
    element.localName === "a" ? element.getAttribute("href") : element.name || element.textContent.trim();

  const controls = (isMeant = () => true) => [
    ...new Set(
      [...document.querySelectorAll(ACTIVE)]
        .filter((one) => one.localName !== "summary" && one.tabIndex >= 0 && isAtHand(one) && isMeant(one))
        .map(key),
    ),
  ];

  // Those that ask the portal for something; the others are a script's, and stand there only with it.
  const requests = () => controls((one) => one.localName === "a" || one.form?.action);

  // WCAG 1.4.12; as a constructed sheet, which the policy of the page does not forbid.
  const space = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
       p { margin-block-end: 2em !important }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };

  const enlargeText = () => {
    document.documentElement.style.fontSize = "200%";
  };

  const flaws = () => [
    ...sticksOut().map((words) => `sticks out: ${words}`),
    ...overlaps().map((words) => `overlaps: ${words}`),
    ...cut().map((words) => `is cut: ${words}`),
  ];

  window.proof = { ...window.proof, name, isShown, overlaps, sticksOut, cut, flaws, controls, requests, space, enlargeText, key };
})();
