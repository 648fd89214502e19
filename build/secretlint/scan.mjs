// Looks for secrets in every file that is, or could next be, committed. Ends with 1 where it finds one.
// Installs what it needs once; after that it works without a network. The rules are in rules.json: the usual ones and
// ours; a test that needs an address with a password uses c4nary, which is allowed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "..", "..");
// Without git: what .gitignore names, and git's own folder.
const LEFT_OUT = new Set([".git", "target", "node_modules", "dist", "data", ".idea", ".vscode"]);
const NOT_TEXT = /\.(png|jpe?g|gif|ico|webp|ttf|ttc|otf|woff2?|pdf|xlsx|zip|jar|gz)$/i;
const LARGEST_BYTES = 2 * 1024 * 1024;

function install() {
  const stamp = join(HERE, "node_modules", ".installed-for");
  const wanted = createHash("sha256").update(readFileSync(join(HERE, "package-lock.json"))).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
    return;
  }
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: HERE, stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(stamp, wanted);
}

function trackedFiles() {
  try {
    const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const quiet = ["ignore", "pipe", "ignore"];
    return execFileSync("git", list, { cwd: ROOT, stdio: quiet, maxBuffer: 64 * 1024 * 1024 })
      .toString("utf8")
      .split("\0")
      .filter((name) => name !== "");
  } catch {
    return undefined; // no git here, or it doesn't trust the folder's owner
  }
}

function walk(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = join(folder, entry.name);
    if (entry.isDirectory()) {
      return LEFT_OUT.has(entry.name) ? [] : walk(name);
    }
    return entry.isFile() && !entry.name.endsWith(".log") ? [name] : [];
  });
}

function isReadable(name) {
  const status = lstatSync(join(ROOT, name), { throwIfNoEntry: false });
  return status?.isFile() === true && status.size <= LARGEST_BYTES && !NOT_TEXT.test(name);
}

install();
const { createEngine } = await import("@secretlint/node");
const engine = await createEngine({
  cwd: HERE,
  configFilePath: join(HERE, "rules.json"),
  formatter: "unix",
  color: false,
  maskSecrets: true,
});
const names = (existsSync(join(ROOT, ".git")) ? trackedFiles() : undefined) ?? walk("");
const files = names.filter(isReadable).map((name) => join(ROOT, name));
if (files.length === 0) {
  console.error("secrets: no file to look at, so nothing was checked");
  process.exit(1);
}
const { ok, output } = await engine.executeOnFiles({ filePathList: files });
if (!ok) {
  console.error(output);
  console.error("secrets: found some. A real one is void from now on: replace it where it was issued, then take it out.");
  process.exit(1);
}
