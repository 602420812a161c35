// What a reader without a mouse meets: what Tab should reach, and how what it reached looks.
(() => {
  const FOCUSABLE = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable=true]";
  const LOOKS = [
    ...["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderColor", "borderWidth"],
    ...["stroke", "strokeWidth", "fill"], // of the shapes in a link of a picture
  ];

  const isTabbable = (element) => {
    if (element.tabIndex < 0 || element.disabled) return false;
    if (element.localName === "summary" && element.parentElement.localName !== "details") return false;
    return element.checkVisibility({ visibilityProperty: true });
  };

  // A group of radio buttons is one stop: the chosen one, or the first.
  const isOfAGroup = (element, all) => {
    if (element.type !== "radio") return false;
    const group = all.filter((one) => one.type === "radio" && one.name === element.name && one.form === element.form);
    return element !== (group.find((one) => one.checked) || group[0]);
  };

  const tabbable = () => {
    const all = [...document.querySelectorAll(FOCUSABLE)].filter(isTabbable);
    return all.filter((one) => !isOfAGroup(one, all));
  };

  const around = (element) =>
    [element, element.parentElement, element.parentElement?.parentElement, ...element.querySelectorAll("svg *")]
      .concat(element.closest("svg") ? [...element.children] : [])
      .filter(Boolean);
  const look = (element) =>
    around(element).map((one) => {
      const style = getComputedStyle(one);
      return Object.fromEntries(LOOKS.map((property) => [property, style[property]]));
    });

  // Any CSS colour as red, green, blue and opacity: a canvas reads them all.
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [red, green, blue] = rgba(colour)
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    for (let above = element.parentElement; above; above = above.parentElement) {
      const colour = getComputedStyle(above).backgroundColor;
      if (rgba(colour)[3] > 250) return colour;
    }
    return "Canvas";
  };

  const indicatorFlaw = (element) => {
    const before = state.looks.get(element);
    const changed = look(element).flatMap((now, place) => {
      const earlier = before[place];
      return LOOKS.filter((property) => now[property] !== earlier[property]).map((property) => [property, now]);
    });
    if (!changed.length) return "has no focus indicator";
    const outline = changed.map(([, now]) => now).find((now) => now.outlineStyle !== "none");
    if (!outline || outline.outlineStyle === "auto") return "";
    if (parseFloat(outline.outlineWidth) < 2) return `has a focus outline of ${outline.outlineWidth}`;
    const seen = contrast(outline.outlineColor, ground(element));
    return seen < 3 ? `has a focus outline with a contrast of ${seen.toFixed(1)}` : "";
  };

  // WCAG 2.4.11: not wholly under something else, and on the screen.
  const placeFlaw = (element) => {
    const boxes = [...element.getClientRects()].filter((box) => box.width > 2 && box.height > 2);
    if (!boxes.length) return "cannot be seen when it has the focus";
    const isOnTop = boxes.some((box) => {
      const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
      const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) return false;
      const top = document.elementFromPoint(x, y);
      return top && (element.contains(top) || top.contains(element) || top.closest("label")?.control === element);
    });
    return isOnTop ? "" : "is covered or off the screen when it has the focus";
  };

  const state = { stops: [], looks: new Map() };

  // Where a click on the empty top of the page would leave a reader.
  const goToTheTop = () => {
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
  };

  const begin = () => {
    goToTheTop();
    state.stops = tabbable();
    state.looks = new Map(state.stops.map((element) => [element, look(element)]));
    return state.stops.length;
  };

  // Where the focus is: the number of the stop (-1: none of them, null: outside the page), and what is wrong.
  const step = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const number = state.stops.indexOf(element);
    const flaws = number < 0 ? [] : [indicatorFlaw(element), placeFlaw(element)].filter(Boolean);
    const box = element.getBoundingClientRect();
    const place = { left: box.left + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY };
    return { number, name: proof.name(element), isInPicture: !!element.closest("svg"), flaws, ...place };
  };

  window.proof = { ...window.proof, begin, step, stopNames: () => state.stops.map(proof.name) };
})();
