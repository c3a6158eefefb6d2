// Looks at a report in a browser and fails where it does not keep what it promises.
//   node benches/html/look.mjs REPORT FOLDER
// FOLDER holds node_modules with playwright-core and axe-core, and gets the screenshots and the PDF.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [report, folder] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(report).href;
const faults = [];

function hold(said, holds, more = "") {
  console.log(`${holds ? "holds" : "FAILS"}: ${said}${holds ? "" : ` ${more}`}`);
  if (!holds) faults.push(said);
}

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "reinspect-browser-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags, headless: true,
  bypassCSP: false, viewport: { width: 1280, height: 900 },
});

// A page with all that it complains of and asks for noted.
async function open(options = {}) {
  const context = await browser.browser()?.newContext(options) ?? browser;
  const page = await context.newPage();
  const noted = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) noted.push(message.text());
  });
  page.on("pageerror", (error) => noted.push(String(error)));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) noted.push(`request for ${request.url()}`);
  });
  await page.goto(address);
  return { page, noted };
}

async function accessible(page, said) {
  await page.evaluate(`${axe};0`).catch(() => {});
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  }));
  const shown = found.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`);
  hold(`axe-core finds nothing at WCAG 2.2 A and AA, ${said}`, shown.length === 0, shown.join("\n   "));
}

const shot = (page, name, fullPage = true) => page.screenshot({ path: join(folder, `${name}.png`), fullPage });

// With scripts.
{
  const { page, noted } = await open();
  await shot(page, "wide-top", false);
  await accessible(page, "folded");
  const count = () => page.locator(".group>details:visible").count();
  const all = await count();
  hold("every criterion is listed", all > 0 && (await page.locator(".group>details").count()) === all);

  await page.selectOption("#by-state", "not-met");
  const some = await page.locator('.group>details[data-state="not-met"]').count();
  hold("the filter by state shows those alone", (await count()) === some && some < all, `${await count()} of ${some}`);
  hold("what is shown is told", (await page.textContent("#shown")).includes(`${some} of ${all}`));
  const area = await page.locator("#by-area option").nth(1).getAttribute("value");
  await page.selectOption("#by-area", area);
  const both = await page.locator(`.group>details[data-state="not-met"][data-areas~="${area}"]`).count();
  hold("the filter by area adds to it", (await count()) === both && both <= some);
  await page.selectOption("#by-state", "");
  await page.selectOption("#by-area", "");
  await page.fill("#by-text", "supervision policy");
  const worded = await count();
  hold("the filter by text finds words", worded > 0 && worded < all, `${worded}`);
  await page.fill("#by-text", "");
  hold("filters can be taken off", (await count()) === all);

  await page.selectOption("#order", "worst");
  const ranks = ["priority", "not-met", "not-known", "nearly", "met", "not-applicable"];
  const inOrder = await page.evaluate((ranks) => [...document.querySelectorAll(".group")].every((group) => {
    const states = [...group.querySelectorAll(".group>details")].map((c) => ranks.indexOf(c.dataset.state));
    return states.every((state, at) => at === 0 || states[at - 1] <= state);
  }), ranks);
  hold("the order puts the worst first", inOrder);
  await page.selectOption("#order", "area");

  const due = page.locator("table.gaps thead button", { hasText: "Needed by" });
  await due.click();
  const days = () => page.$$eval("table.gaps tbody tr", (rows) => rows.map((row) => row.cells[5].dataset.sort).filter(Boolean).map(Number));
  const up = await days();
  await due.click();
  const down = await days();
  const rising = (list) => list.every((day, at) => at === 0 || list[at - 1] <= day);
  hold("a table sorts both ways", rising(up) && rising([...down].reverse()) && up[0] !== down[0]);
  hold("the sorted column says so", (await page.getAttribute("table.gaps thead th:nth-child(6)", "aria-sort")) === "descending");

  await page.click("#unfold");
  hold("all unfold", (await page.locator(".group>details[open]").count()) === all);
  await accessible(page, "unfolded");
  await page.click("#fold");
  hold("all fold", (await page.locator(".group>details[open]").count()) === 0);

  await page.reload();
  await page.keyboard.press("Tab");
  hold("the first stop of the keyboard skips to the report", (await page.evaluate(() => document.activeElement.className)) === "skip");
  const stops = [];
  let before = 0, forward = true;
  for (let at = 0; at < 60; at += 1) {
    const where = await page.evaluate(() => {
      const all = [...document.querySelectorAll("*")];
      const box = document.activeElement.getBoundingClientRect();
      return { at: all.indexOf(document.activeElement), small: document.activeElement.matches("button,select,input,summary") && box.height < 24, seen: box.bottom > 0 && box.top < innerHeight };
    });
    forward &&= where.at > before;
    before = where.at;
    stops.push(where);
    await page.keyboard.press("Tab");
  }
  hold("the keyboard goes through the page in its order", forward);
  hold("what has the focus is in sight", stops.every((stop) => stop.seen));
  const small = await page.evaluate(() => [...document.querySelectorAll("button,select,input,summary,nav a")].filter((c) => {
    const box = c.getBoundingClientRect();
    return box.height > 0 && (box.height < 24 || box.width < 24);
  }).map((c) => c.outerHTML.slice(0, 80)));
  hold("every control is at least 24 pixels high and wide", small.length === 0, small.slice(0, 3).join("\n"));
  const first = page.locator(".group>details summary").first();
  await first.focus();
  await page.keyboard.press("Enter");
  hold("a criterion opens by keyboard", await page.locator(".group>details").first().evaluate((c) => c.open));
  const link = page.locator(".fix-first th a").first();
  const target = await link.getAttribute("href");
  await link.click();
  hold("a link opens the criterion it names", await page.locator(`details:has(${target})`).evaluate((c) => c.open));
  const later = await browser.newPage();
  await later.goto(address + target);
  hold("a page opened at a link opens the criterion too", await later.locator(`details:has(${target})`).evaluate((c) => c.open));
  await later.close();
  hold("nothing is complained of or asked for, with scripts", noted.length === 0, noted.join("\n"));
  await page.evaluate(() => window.scrollTo(0, 0));
  await shot(page, "wide");
  await page.emulateMedia({ colorScheme: "dark" });
  await shot(page, "dark-top", false);
  await accessible(page, "dark");
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  await shot(page, "forced-top", false);
  await page.close();
}

// Narrow.
{
  const { page, noted } = await open();
  await page.setViewportSize({ width: 320, height: 700 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  hold("320 pixels are wide enough", wide <= 320, `${wide}`);
  await accessible(page, "at 320 pixels");
  await shot(page, "narrow-top", false);
  await page.screenshot({ path: join(folder, "narrow.png"), clip: { x: 0, y: 0, width: 320, height: 6000 }, fullPage: true });
  hold("nothing is complained of or asked for, narrow", noted.length === 0, noted.join("\n"));
  await page.close();
}

await browser.close();

// The text of one page of the PDF, its spaces made one.
function printed(number) {
  const text = execFileSync("pdftotext", ["-f", number, "-l", number, "-layout", join(folder, "report.pdf"), "-"]);
  return String(text).replace(/\s+/g, " ");
}

// Without scripts, and on paper.
const plain = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "reinspect-browser-")), {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags, headless: true,
  javaScriptEnabled: false, viewport: { width: 1280, height: 900 },
});
{
  const page = await plain.newPage();
  const noted = [];
  page.on("request", (request) => { if (request.url() !== address) noted.push(request.url()); });
  await page.goto(address);
  hold("without scripts no control is shown", (await page.locator("#controls:visible").count()) === 0);
  hold("without scripts every criterion can be seen", (await page.locator(".group>details:visible").count()) === (await page.locator(".group>details").count()));
  hold("nothing is asked for, without scripts", noted.length === 0, noted.join("\n"));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  writeFileSync(join(folder, "report.pdf"), pdf);
  const [headings, last, next] = await page.evaluate(() => [
    [...document.querySelectorAll(".page-one h2")].map((h) => h.textContent),
    document.querySelector(".page-one tr:last-child .note:last-child, .page-one p:last-of-type").textContent,
    document.querySelector(".page-one + section h2").textContent,
  ]);
  const [one, two] = [printed("1"), printed("2")];
  const missing = [...headings.slice(1), last].filter((words) => !one.includes(words));
  hold("what stands alone fits one side of A4", missing.length === 0 && !one.includes(next), missing.join("; "));
  hold("what follows begins on the next side", two.trim().startsWith(next), two.slice(0, 120));
  const words = await page.evaluate(() => [...document.querySelectorAll(".group>details dt")].filter((dt) => dt.textContent === "Worked out").length);
  const all = String(execFileSync("pdftotext", [join(folder, "report.pdf"), "-"])).split("Worked out").length - 1;
  hold("what is folded on a screen is printed", words > 0 && all >= words, `${all} of ${words}`);
  execFileSync("pdftoppm", ["-r", "100", "-l", "3", "-png", join(folder, "report.pdf"), join(folder, "print")]);
  await page.close();
}
await plain.close();

if (faults.length > 0) {
  console.log(`${faults.length} fail`);
  process.exit(1);
}
