// With the colours of the system (high contrast) backgrounds and shadows are gone: what one can
// press or fill in needs a border or an underline, and an icon a colour of the system.
() => {
  const seen = (each) => each.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
    && each.getBoundingClientRect().width > 1;
  const bordered = (style) => ["Top", "Bottom", "Left", "Right"].some((side) =>
    style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0);
  const own = ".kern-btn, button, input:not([type=hidden]), select, textarea";
  return [...document.querySelectorAll(own)].filter(seen).filter((each) => {
    const style = getComputedStyle(each);
    const around = each.matches("select") ? getComputedStyle(each.parentElement) : style;
    const drawn = [style, around, getComputedStyle(each, "::before"), getComputedStyle(each, "::after")];
    return style.appearance === "none" && !drawn.some(bordered)
      && style.textDecorationLine === "none" && !["file"].includes(each.type)
      && style.outlineStyle === "none";
  }).map((each) => `${each.tagName.toLowerCase()}.${each.className} "${each.textContent.trim()}" has no edge`);
}
