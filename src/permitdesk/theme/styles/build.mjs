// Builds ../static: scripts, styles in both directions, fonts for screen and paper, a manifest of names.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import oklab from "@csstools/postcss-oklab-function";
import * as harfbuzz from "harfbuzzjs";
import postcss from "postcss";
import rtlcss from "rtlcss";
import * as sass from "sass";
import subsetFont from "subset-font";
import { PAPER_FONTS, WEB_FONTS, unicodeRange } from "./fonts.mjs";
import { dropUnused } from "./unused.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const static_ = join(here, "..", "static");
const modules = join(here, "node_modules");
const manifest = {};

// Built aside and moved at the end: an interrupted build leaves the one before.
const target = await mkdtemp(join(here, "..", ".static-"));

async function keep(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const hashed = name.replace(/(\.[^.]+)$/, `.${hash}$1`);
  await writeFile(join(target, hashed), bytes);
  if (/\.(css|js|svg)$/.test(name)) await writeFile(join(target, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
  manifest[name] = hashed;
  return hashed;
}

async function buildWebFonts() {
  const rules = [];
  for (const { family, weight, source, set, letters } of WEB_FONTS) {
    const subset = await subsetFont(await readFile(join(modules, source)), letters, {
      targetFormat: "woff2",
      // Fira's small capitals and old-style figures weigh as much as its letters; Arabic needs
      // its joined forms.
      noLayoutClosure: set !== "arabic",
    });
    const name = await keep(`${family.toLowerCase().replaceAll(" ", "-")}-${set}-${weight}.woff2`, subset);
    rules.push(
      `@font-face{font-family:"${family}";font-weight:${weight};font-style:normal;` +
        `font-display:optional;src:url(${name}) format("woff2");unicode-range:${unicodeRange(letters)}}`,
    );
  }
  return rules.join("\n");
}

async function buildPaperFonts() {
  await mkdir(join(target, "fonts"));
  const letters = new Set();
  for (const [name, source] of Object.entries(PAPER_FONTS)) {
    const whole = await subsetFont(await readFile(join(modules, source)), "", {
      targetFormat: "truetype",
      keepAllGlyphs: true,
      preserveNameIds: [1, 2, 4, 6, 16, 17],
    });
    await writeFile(join(target, "fonts", name), whole);
    for (const code of new harfbuzz.Face(new harfbuzz.Blob(whole)).collectUnicodes()) letters.add(code);
  }
  // PDF/UA refuses a letter without a glyph: pdf.py asks this list first.
  const text = [...letters].map((code) => String.fromCodePoint(code)).join("");
  await writeFile(join(target, "fonts", "letters.txt"), unicodeRange(text));
}

async function compiled(name) {
  const { css } = sass.compile(join(here, "scss", name), {
    charset: false, // a byte order mark would make the first rule after the fonts unreadable
    loadPaths: [modules],
    style: "compressed",
    quietDeps: true,
    logger: sass.Logger.silent,
  });
  // Plain colours for phones that do not know oklch().
  const result = await postcss([dropUnused(), oklab({ preserve: false })]).process(css, {
    from: undefined,
  });
  return result.css;
}

async function buildStyles(fontFaces) {
  const css = await compiled("portal.scss");
  await keep("portal.css", fontFaces + css);
  await keep("portal.rtl.css", fontFaces + rtlcss.process(css));
  await keep("editing.css", fontFaces + (await compiled("editing.scss")));
}

async function keepScripts() {
  const scripts = join(here, "..", "scripts");
  for (const name of (await readdir(scripts)).sort()) {
    // As they are written, without their first comment and the white space of lines.
    const text = (await readFile(join(scripts, name), "utf8")).replace(/^\/\*[^]*?\*\/\n/, "");
    await keep(name, text.replace(/^\s+/gm, ""));
  }
}

try {
  await buildPaperFonts();
  await buildStyles(await buildWebFonts());
  await keepScripts();
  await keep("icon.svg", await readFile(join(here, "icon.svg")));
  await writeFile(join(target, "manifest.json"), JSON.stringify(manifest, null, 1));
  await rm(static_, { recursive: true, force: true });
  await rename(target, static_);
} catch (error) {
  await rm(target, { recursive: true, force: true });
  throw error;
}
console.log(`Built ${Object.keys(manifest).length} files in src/permitdesk/theme/static.`);
