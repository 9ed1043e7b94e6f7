// Which letters each font file carries. A browser loads a file only when a page shows one of them.

const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join("");

const LATIN =
  range(0x20, 0x7e) + range(0xa0, 0xff) + "–—‘’‚“”„…•‹›€→←↑↓−×✓\u2011\u202f\u200b\u200e\u200f";
// Names from all of Europe, Vietnam, the Caucasus and Africa; capital ẞ.
const LATIN_EXTENDED =
  range(0x100, 0x17f) + "ƏəƁƊƎƐƔƖƘƠơƯưƲƳƴǍǎǏǐǑǒǓǔǦǧǨǩǪǫȘșȚțɓɗɛɔŊŋẀẁẂẃẄẅẞ" + range(0x1ea0, 0x1ef9);
const CYRILLIC = range(0x400, 0x45f) + "ҐґҒғҖҗҚқҢңҮүҰұҲҳҶҷҺһӘәӢӣӨөӮӯ№₴ʼ";
// Arabic, Persian, Dari, Pashto, Sorani, Urdu.
const ARABIC =
  "،؛؟٪٫٬«»۔" +
  range(0x621, 0x63a) +
  range(0x640, 0x655) +
  range(0x660, 0x669) +
  "ٰٹټپځڅچڈډڑړڕږژښکڤګگڵںڼھہۀۃۆۇیۍێېےە" +
  range(0x6f0, 0x6f9) +
  "\u200c\u200d";

const FIRA = "@kern-ux/native/dist/fonts/fira-sans/FiraSans-";
const NOTO = "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-";

const VAZIRMATN = "@fontsource/vazirmatn/files/vazirmatn-arabic-";

const faces = (family, files, sets) =>
  files.flatMap(([weight, source]) =>
    Object.entries(sets).map(([set, letters]) => ({ family, weight, source, set, letters })),
  );

export const WEB_FONTS = [
  ...faces(
    "Fira Sans",
    [
      [400, `${FIRA}Regular.woff2`],
      [600, `${FIRA}SemiBold.woff2`],
    ],
    { latin: LATIN, "latin-extended": LATIN_EXTENDED, cyrillic: CYRILLIC },
  ),
  ...faces(
    "Noto Sans Arabic",
    [
      [400, `${NOTO}400-normal.woff2`],
      [600, `${NOTO}600-normal.woff2`],
    ],
    { arabic: ARABIC },
  ),
];

// Whole fonts for PDF, whose names may be in their original script: file name → source.
const original = (script) => [
  `noto-sans-${script}-400.ttf`,
  `@fontsource/noto-sans-${script}/files/noto-sans-${script}-${script}-400-normal.woff2`,
];
export const PAPER_FONTS = {
  "fira-sans-400.ttf": `${FIRA}Regular.woff2`,
  "fira-sans-600.ttf": `${FIRA}SemiBold.woff2`,
  // Noto's Arabic sets dots apart from letters, and a reader of the PDF then gets them twice;
  // Vazirmatn's letters are whole. Noto stands in for the few letters that it lacks.
  "vazirmatn-400.ttf": `${VAZIRMATN}400-normal.woff2`,
  "vazirmatn-600.ttf": `${VAZIRMATN}600-normal.woff2`,
  "noto-sans-arabic-400.ttf": `${NOTO}400-normal.woff2`,
  ...Object.fromEntries(
    ["armenian", "bengali", "devanagari", "ethiopic", "georgian", "hebrew", "tamil"].map(original),
  ),
};

/** The letters as the ranges of ``unicode-range``. */
export function unicodeRange(letters) {
  const codes = [...new Set([...letters].map((letter) => letter.codePointAt(0)))].sort(
    (one, other) => one - other,
  );
  const ranges = [];
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  const hex = (code) => code.toString(16).toUpperCase();
  return ranges
    .map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`))
    .join(",");
}
