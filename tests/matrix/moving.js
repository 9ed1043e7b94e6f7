// What still moves on a page for somebody who asked for less motion.
() => [...document.querySelectorAll("*")].flatMap((each) => {
  const style = getComputedStyle(each);
  const moves = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
  const name = `${each.tagName.toLowerCase()}.${each.className}`;
  return [
    ...(style.animationName !== "none" && moves(style.animationDuration) ? [`${name} is animated`] : []),
    ...(moves(style.transitionDuration) ? [`${name} changes slowly`] : []),
    ...(style.scrollBehavior === "smooth" ? [`${name} scrolls smoothly`] : []),
  ];
}).slice(0, 10)
