// What a person's own settings do to a page: spacing of text (WCAG 2.2, 1.4.12), text twice as
// large (1.4.4). Returns what no longer fits: the page's width beyond its window, texts cut off.
(css) => {
  const cut = () =>
    [...document.querySelectorAll("body *")].filter((each) => {
      const style = getComputedStyle(each), box = each.getBoundingClientRect();
      const hides = ["hidden", "clip"].includes(style.overflowY) || ["hidden", "clip"].includes(style.overflowX);
      return hides && box.width > 1 && box.height > 1 && each.textContent.trim() &&
        (each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1);
    });
  const before = new Set(cut());
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  const root = document.documentElement;
  const found = cut().filter((each) => !before.has(each))
    .map((each) => `${each.tagName.toLowerCase()}.${each.className} is cut off`);
  if (root.scrollWidth > root.clientWidth) found.push(`${root.scrollWidth} pixels wide in ${root.clientWidth}`);
  document.adoptedStyleSheets = [];
  return found;
}
