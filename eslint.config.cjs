const globals = require("globals");
const js = require("@eslint/js");

const rules = {
  ...js.configs.recommended.rules,
  curly: "error",
  eqeqeq: "error",
  "no-console": ["error", {allow: ["warn", "error"]}],
  "no-shadow": "error",
  "no-unused-vars": ["error", {argsIgnorePattern: "^_"}],
  "no-var": "error",
  "prefer-const": "error",
};

module.exports = [
  {
    files: ["medspa_speed_to_lead/static/**/*.js"],
    languageOptions: {
      sourceType: "module",
      globals: {...globals.browser, luxon: "readonly", odoo: "readonly"},
    },
    rules,
  },
  {
    files: ["*.cjs"],
    languageOptions: {sourceType: "commonjs", globals: globals.node},
    rules,
  },
];
