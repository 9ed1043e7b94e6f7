// Computes the contrast (WCAG 2.2, 1.4.3) of every visible text from its computed styles.
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  canvas.canvas.width = canvas.canvas.height = 1;
  // The browser itself turns any notation (oklch, color-mix …) into red, green, blue, alpha.
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, below) =>
    [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
  const luminance = (color) => {
    const [red, green, blue] = color.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  // What stands behind an element: layers from the element outwards until one is opaque.
  const background = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") return null;
      const layer = rgba(style.backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const isVisible = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return (
      box.width > 1 && box.height > 1 && style.clip !== "rect(0px, 0px, 0px, 0px)" &&
      element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
      !element.closest(":disabled, [aria-disabled=true]")
    );
  };
  const result = { checked: 0, failing: [], unknown: [] };
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push([walker.currentNode.parentElement, walker.currentNode.data]);
  for (const field of document.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    texts.push([field, field.value]);
  }
  for (const [element, text] of texts) {
    if (!text.trim() || seen.has(element) || !isVisible(element)) continue;
    if (["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"].includes(element.tagName)) continue;
    seen.add(element);
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const behind = background(element);
    const name = `${element.tagName.toLowerCase()}.${element.className} "${text.trim().slice(0, 40)}"`;
    if (!behind) {
      result.unknown.push(name);
      continue;
    }
    result.checked += 1;
    const found = contrast(over(rgba(style.color), behind), behind);
    if (found < (isLarge ? 3 : 4.5)) result.failing.push(`${found.toFixed(2)}:1 ${name}`);
  }
  return result;
}
