// Opens reports in the browser and reads them as somebody with a keyboard does.
//
// node check.js BROWSER REPORT.html…: a line on standard output for whatever is wrong, nothing where all is well.
//
// Every rule of axe-core must hold, with cards closed and with one open. Every number of a table must open a card that
// shows the number in its sentence, and every number in a chart must lead to its sentence, in at most two activations
// from the keyboard; Escape must close the card and give the focus back.
"use strict";

const { readFileSync } = require("fs");
const { pathToFileURL } = require("url");
const puppeteer = require("puppeteer-core");

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

async function violations(page, when) {
  const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ["violations"] })).violations);
  return found.flatMap((one) => one.nodes.slice(0, 3).map((node) => `${when}: ${one.id}: ${one.help}: ${node.target}: ${node.failureSummary}`));
}

/// What of the tables and charts has a digit and neither opens nor leads anywhere.
const untraced = () => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const lost = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const place = node.parentElement;
    const isNumber = /\d/.test(node.data) && place.closest(".figures td, svg") && !place.closest("[aria-hidden], title, desc, .empty");
    if (isNumber && !place.closest("button, a")) lost.push(`untraced: ${node.data}`);
  }
  return lost;
};

async function press(page, handle) {
  await handle.evaluate((one) => one.focus());
  await page.keyboard.press("Enter");
}

/// Whether the card that is open shows a number in a sentence; further values may want one activation more.
const quoted = () => {
  const card = document.querySelector(".card:popover-open");
  if (!card) return "opens no card";
  if (!card.contains(document.activeElement)) return "leaves the focus outside its card";
  const quotes = [...card.querySelectorAll("blockquote")];
  if (!quotes.some((quote) => !quote.closest("details") && quote.checkVisibility())) return "shows no sentence";
  if ([...card.querySelectorAll("details details")].length) return "hides sentences twice";
  return "";
};

async function cards(page) {
  const wrong = [];
  for (const button of await page.$$(".figures button[popovertarget]")) {
    const name = await button.evaluate((one) => `${one.getAttribute("popovertarget")} “${one.textContent.trim()}”`);
    await press(page, button);
    const fault = await page.evaluate(quoted);
    if (fault) wrong.push(`${name}: ${fault}`);
    await page.keyboard.press("Escape");
    const back = await button.evaluate((one) => document.activeElement === one && !document.querySelector(":popover-open"));
    if (!back) wrong.push(`${name}: Escape does not lead back`);
  }
  return wrong;
}

async function furtherValues(page) {
  const button = await page.$(".figures td:has(.more) button");
  if (!button) return [];
  await press(page, button);
  const summary = await page.$(".card:popover-open summary");
  await press(page, summary);
  const shown = await summary.evaluate((one) => one.parentElement.querySelector("blockquote")?.checkVisibility());
  await page.keyboard.press("Escape");
  return shown ? [] : ["further values stay hidden"];
}

async function links(page) {
  const wrong = [];
  for (const link of await page.$$("main svg a, .findings a")) {
    const name = await link.evaluate((one) => one.getAttribute("aria-label") ?? one.textContent);
    await page.evaluate(() => document.querySelectorAll("details.sources").forEach((one) => (one.open = false)));
    await press(page, link);
    await page.waitForFunction(() => document.querySelector(":target q")?.checkVisibility(), { timeout: 2000 })
      .catch(() => wrong.push(`${name}: leads to no sentence`));
  }
  return wrong;
}

async function check(browser, file) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 900 });
  const outside = [];
  page.on("request", (one) => { if (!/^(file|data):/.test(one.url())) outside.push(`asks for ${one.url()}`); });
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(AXE);
  const wrong = [...outside, ...(await violations(page, "closed")), ...(await page.evaluate(untraced))];
  await press(page, await page.$(".figures button[popovertarget]"));
  wrong.push(...(await violations(page, "with a card")));
  await page.keyboard.press("Escape");
  wrong.push(...(await cards(page)), ...(await furtherValues(page)), ...(await links(page)));
  await page.setViewport({ width: 400, height: 800 });
  wrong.push(...(await violations(page, "on a telephone")));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) wrong.push("the page is wider than a telephone");
  await page.close();
  return wrong.map((one) => `${file}: ${one}`);
}

(async () => {
  const [executablePath, ...files] = process.argv.slice(2);
  const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"], headless: true });
  for (const file of files) for (const one of await check(browser, file)) console.log(one);
  await browser.close();
})();
