// The rules of the house that no other tool checks: who may import whom (LAYERS), how long things may
// be (LIMITS), where effects may stand (EFFECTS), and what may not be written at all.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "..");
const source = join(root, "src");
const faults = [];

const readLines = (name) =>
  readFileSync(join(root, name), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));

const limits = Object.fromEntries(
  readLines("LIMITS").map((line) => {
    const [name, value] = line.split(/\s+/);
    return [name, Number(value)];
  }),
);
const layers = new Map(
  readLines("LAYERS").map((line) => {
    const [name, rest = ""] = line.split(":");
    return [name, new Set(rest.trim().split(/\s+/).filter(Boolean))];
  }),
);
const effects = new Set(readLines("EFFECTS"));

function blame(file, text) {
  faults.push(`${relative(root, file)}: ${text}`);
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

/** The script of a component; the whole of any other file. */
function scriptOf(file, text) {
  if (!file.endsWith(".svelte")) return text;
  return /<script[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? "";
}

function layerOf(file) {
  const [first, second] = relative(source, file).split("/");
  return first === "pages" ? `pages/${second}` : second === undefined ? "main" : first;
}

function checkImports(file, script) {
  const from = layerOf(file);
  if (from === "main" || /\.test\.ts$|fixture\.ts$/.test(file)) return;
  const pattern = /(import\s+type\b[^;]*?from\s+|import\b[^;(]*?from\s+|import\()\s*"(\.[^"]+)"/g;
  for (const [, how, path] of script.matchAll(pattern)) {
    const target = join(dirname(file), path);
    const to = layerOf(target);
    if (to !== from) checkArrow(file, from, to, how, relative(source, target));
  }
}

function checkArrow(file, from, to, how, target) {
  const allowed = layers.get(from.split("/")[0]) ?? new Set();
  const [folder] = to.split("/");
  if (to.includes("/") && from.includes("/")) blame(file, `imports from another page, ${to}`);
  else if (!allowed.has(folder)) blame(file, `${from} may not import ${to}`);
  else if (from === "shell" && folder === "pages" && how !== "import(") {
    blame(file, "pages are loaded when they are opened");
  } else if (from === "model" && !["api/types.ts", "api/problem.ts"].includes(target)) {
    if (folder === "api") blame(file, `model may not import ${target}`);
  }
}

function checkFunctions(file, script) {
  const tree = ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true);
  const lineOf = (position) => tree.getLineAndCharacterOfPosition(position).line;
  const visit = (node) => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const length = lineOf(node.end) - lineOf(node.getStart()) + 1;
      const isSuite = file.endsWith(".test.ts");
      if (length > limits.function && !isSuite) {
        blame(file, `a function of ${length} lines at line ${lineOf(node.getStart()) + 1}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

function checkSize(file, text) {
  if (file.endsWith(".d.ts")) return; // printed, not written
  const lines = text.split("\n").length - 1;
  if (!file.endsWith(".svelte")) {
    if (lines > limits.file) blame(file, `${lines} lines`);
    return;
  }
  const style = /<style>[\s\S]*?<\/style>/.exec(text)?.[0].split("\n").length ?? 0;
  if (style > limits.style) blame(file, `a style block of ${style} lines`);
  if (lines - style > limits.component) blame(file, `a component of ${lines - style} lines`);
  const props = /interface Props \{([\s\S]*?)\n {2}\}/.exec(text)?.[1] ?? "";
  const count = props.split("\n").filter((line) => /^ {4}\w+\??:/.test(line)).length;
  if (count > limits.props) blame(file, `${count} props`);
}

const FORBIDDEN = [
  [/\{@html/, "{@html} can bring markup in"],
  [/\sstyle="/, "a literal style attribute is stopped by the policy"],
  [/css:\s*["']injected["']/, "injected styles are stopped by the policy"],
  [/:global\(/, ":global stands in ui/ only", "ui"],
  [/\bTODO\b|\bFIXME\b/, "work left open"],
];

function checkWords(file, text) {
  const inside = relative(source, file);
  for (const [pattern, why, folder] of FORBIDDEN) {
    if (pattern.test(text) && !(folder && inside.startsWith(folder))) blame(file, why);
  }
  if (/\bnew Date\(|\bDate\.(now|parse)\(/.test(text)) {
    const mayAsk = ["base/time.ts", "api/system.ts"].includes(inside) || inside.includes(".test.");
    if (!mayAsk) blame(file, "only base/time.ts uses Date");
  }
  if (text.includes("$effect") && !effects.has(relative(root, file))) {
    blame(file, "$effect in a file that EFFECTS does not name");
  }
  if (/#[0-9a-f]{3,8}\b/i.test(styleOf(file, text)) && inside !== "ui/tokens.css") {
    blame(file, "a colour outside tokens.css");
  }
  if (/font-size:\s*\d|z-index:\s*\d/.test(styleOf(file, text)) && inside !== "ui/tokens.css") {
    blame(file, "a font size or z-index outside tokens.css");
  }
}

function styleOf(file, text) {
  if (file.endsWith(".css")) return text;
  return /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? "";
}

function checkHead(file, text) {
  const isDescribed = file.endsWith(".svelte") ? /^<!--/.test(text) : /^(\/\/|\/\*)/.test(text);
  if (!isDescribed && !file.endsWith(".test.ts"))
    blame(file, "begins without saying what it is for");
}

const files = listFiles(source).filter((file) => /\.(ts|svelte|css)$/.test(file));
const all = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));

function checkTexts() {
  const code = [...all].filter(([file]) => !file.includes("/i18n/")).map(([, text]) => text);
  const used = code.join("\n");
  const prefixes = [...used.matchAll(/`([a-z_]+_)\$\{/g), ...used.matchAll(/word\("(\w+)"/g)].map(
    ([, prefix]) => prefix,
  );
  const isUsed = (key) =>
    new RegExp(`["'\`]${key}["'\`]`).test(used) ||
    prefixes.some((prefix) => key.startsWith(prefix));
  for (const name of ["en", "plan-en"]) {
    const file = join(source, "i18n", `${name}.ts`);
    for (const [, key] of (all.get(file) ?? "").matchAll(/^ {2}(\w+):/gm)) {
      if (!isUsed(key) && !isUsed(key.replace(/_(one|other)$/, ""))) blame(file, `unused: ${key}`);
    }
  }
}

for (const [file, text] of all) {
  checkSize(file, text);
  checkWords(file, text);
  checkHead(file, text);
  if (file.endsWith(".css")) continue;
  const script = scriptOf(file, text);
  checkImports(file, `${script}${file.endsWith(".svelte") ? text.replace(script, "") : ""}`);
  checkFunctions(file, script);
}
checkTexts();

for (const fault of faults) console.error(fault);
console.log(`${files.length} files, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
