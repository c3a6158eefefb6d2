// Pages beside the report, in a browser: nothing that axe finds, nothing asked for, nothing complained of.
// Usage: node benches/html/pages.mjs FOLDER_OF_MODULES PAGE...
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, ...pages] = process.argv.slice(2);
const require = createRequire(resolve(modules, "package.json"));
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
let faults = 0;
for (const file of pages) {
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [320, "light"]]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("request", (request) => request.url().startsWith("file:") || said.push(request.url()));
    await page.goto(pathToFileURL(resolve(file)).href);
    await page.addScriptTag({ path: axe });
    const found = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }), rules);
    said.push(...found.violations.map((fault) => `${fault.id}: ${fault.nodes[0].html}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) said.push(`${wide} pixels wide`);
    faults += said.length;
    console.log(said.length ? "FAILS" : "holds", file, width, colorScheme, said.join("; "));
    await page.close();
  }
}
await browser.close();
process.exit(faults ? 1 : 0);
