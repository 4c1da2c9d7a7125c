// Renders src/products.json into dist/index.html.
const fs = require("node:fs");
const path = require("node:path");
const escape = require("escape-html");

const products = JSON.parse(fs.readFileSync(path.join(__dirname, "src", "products.json"), "utf8"));
const items = products.map((name) => `<li>${escape(name)}</li>`).join("\n");

fs.mkdirSync(path.join(__dirname, "dist"), { recursive: true });
fs.writeFileSync(path.join(__dirname, "dist", "index.html"), `<!doctype html>\n<title>Shop</title>\n<ul>\n${items}\n</ul>\n`);
