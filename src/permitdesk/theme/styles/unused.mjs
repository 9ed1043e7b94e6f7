// Drops from KERN's styles what no page of ours can use.

const THEIRS = /^--(bs|plone)-/; // read by Plone's styles
const DEAD = /\.kern-(dark|light|level-[12])\b|\[data-kern-theme/;

/** A PostCSS plugin: rules of themes that we do not switch, custom properties nobody reads. */
export function dropUnused() {
  return {
    postcssPlugin: "drop-unused",
    OnceExit(root) {
      root.walkRules((rule) => {
        // ``:is(body, .kern-dark, …)`` stays: it is one selector.
        if (rule.selectors.every((selector) => DEAD.test(selector) && !selector.includes("body")))
          rule.remove();
      });
      for (let dropped = 1; dropped; ) {
        dropped = 0;
        const read = new Set();
        root.walkDecls((declaration) => {
          for (const [, name] of declaration.value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(name);
        });
        root.walkDecls(/^--/, (declaration) => {
          if (!read.has(declaration.prop) && !THEIRS.test(declaration.prop)) {
            declaration.remove();
            dropped += 1;
          }
        });
      }
      root.walkRules((rule) => {
        if (!rule.nodes.length) rule.remove();
      });
    },
  };
}
