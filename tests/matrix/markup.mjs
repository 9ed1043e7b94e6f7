// The rules for our HTML (html-validate). Whatever is switched off says why.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Where a template's directives stood, an empty line is left. No browser minds.
    "no-trailing-whitespace": "off",
    // Templates are XML, so they write <br/>, defer="defer"; HTML reads the same in it.
    "void-style": "off",
    "attribute-boolean-style": "off",
    // Short values without quotes are HTML; they come from one place (core.texts).
    "attr-quotes": "off",
    // A button in a form that says nothing sends it: all of ours do, and there are no others.
    "no-implicit-button-type": "off",
    // Buttons of one name say by their value which was pressed; the rule knows only those that have
    // a type. Rows of a list have fields of one name on purpose.
    "form-dup-name": "off",
    // The main menu stands there twice, folded and open; the styles show one of them.
    "unique-landmark": "off",
    // The box in which a wide table scrolls takes the focus; it is a region by name only then.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // Lists whose rows become cards on a phone keep the roles that a table loses with its display.
    "no-redundant-role": "off",
    // Firefox brings back what hidden fields had before a page was loaded anew; only this stops it.
    "valid-autocomplete": "off",
    // A title has page and district, and in some languages both are long.
    "long-title": "off",
    // plone.protect adds a script to pages of whoever is signed in, and names its type.
    "script-type": "off",
  },
};
