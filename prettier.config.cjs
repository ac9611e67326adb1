/** @type {import("prettier").Config} */
module.exports = {
  plugins: [require.resolve("@prettier/plugin-xml")],
  bracketSpacing: false,
  printWidth: 88,
  tabWidth: 4,
  xmlQuoteAttributes: "double",
  // White space in a view can be text that a patient sees.
  xmlWhitespaceSensitivity: "preserve",
  overrides: [{files: ["*.cjs", "*.json", "*.yaml", "*.yml"], options: {tabWidth: 2}}],
};
