// Installs the packages of the pages, then checks, tests and builds one page set, or lays out the fonts of printed
// materials; each step only when what it depends on has changed, so that a repeated Maven build costs a hash of the
// sources.
// Usage: node build.mjs packages | console | h5 | fonts
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const OLDEST_NODE = [20, 19];
const PAGE_SETS = { console: 'console', h5: 'm' };
// What of the font's package is shipped, and what it is called in the jar.
const FONT_PACKAGE = '@expo-google-fonts/noto-sans-sc';
const FONT_FILES = {
  '400Regular/NotoSansSC_400Regular.ttf': 'NotoSansSC-Regular.ttf',
  '700Bold/NotoSansSC_700Bold.ttf': 'NotoSansSC-Bold.ttf',
  LICENSE_FONT: 'OFL.txt',
};
// What a customer's phone may have to load, in bytes of gzip; the console has no such limit.
const BUDGET_BYTES = { h5: 150_000 };
const NOT_LOADED = new Set(['licenses.md']);
const SHARED = ['build.mjs', 'package.json', 'package-lock.json', 'tsconfig.base.json'];
const NOT_SOURCE = new Set(['node_modules', 'target', 'dist']);
const web = import.meta.dirname;

function fail(sentence) {
  console.error(`pages: ${sentence}`);
  process.exit(1);
}

function run(what, command, args, folder) {
  // npm is a script file on Windows and needs the shell there; nowhere else, so that blanks in paths stay harmless.
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd: folder, stdio: 'inherit', shell });
  if (error) fail(`${what} could not start: ${command} was not found or may not run (${error.code})`);
  if (status !== 0) fail(`${what} failed`);
}

function filesUnder(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !NOT_SOURCE.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]));
}

/** One hash over names and contents; modification times say nothing after a checkout. */
function hashOf(files) {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}\n`);
  for (const file of files.sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(web, file)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function unchanged(stamp, hash) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

function install() {
  const manifests = ['package.json', 'package-lock.json', '.npmrc', ...[...Object.keys(PAGE_SETS), 'fonts'].map((set) => join(set, 'package.json'))];
  const hash = hashOf(manifests.map((name) => join(web, name)));
  // npm ci empties node_modules first, so an install that was cut short leaves no stamp behind.
  const stamp = join(web, 'node_modules', '.installed');
  if (unchanged(stamp, hash)) return;
  run('npm ci', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], web);
  writeFileSync(stamp, hash);
}

function tool(path) {
  return join(web, 'node_modules', path);
}

/** Fails when all files of a page set together take more on the wire than a phone should load. */
function keepWithin(budget, folder) {
  const loaded = filesUnder(folder).filter((file) => !NOT_LOADED.has(relative(folder, file)));
  const bytes = loaded.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  if (bytes > budget) fail(`${relative(web, folder)} takes ${bytes} bytes on the wire, more than ${budget}`);
}

function build(set) {
  const folder = join(web, set);
  const target = join(folder, 'target');
  const stamp = join(target, 'pages.stamp');
  const pages = join(target, 'classes', 'META-INF', 'resources', PAGE_SETS[set]);
  const index = join(pages, 'index.html');
  const sources = filesUnder(folder);
  const hash = hashOf([...SHARED.map((name) => join(web, name)), ...sources]);
  if (unchanged(stamp, hash) && existsSync(index)) return;
  mkdirSync(target, { recursive: true });
  rmSync(stamp, { force: true });
  run(`${set}: type check`, process.execPath, [tool('vue-tsc/bin/vue-tsc.js'), '--noEmit'], folder);
  if (sources.some((file) => file.endsWith('.test.ts'))) {
    const report = join(target, 'surefire-reports', `TEST-${set}-pages.xml`);
    const reporters = ['--reporter=default', '--reporter=junit', `--outputFile.junit=${report}`];
    run(`${set}: unit tests`, process.execPath, [tool('vitest/vitest.mjs'), 'run', ...reporters], folder);
  }
  run(`${set}: build`, process.execPath, [tool('vite/bin/vite.js'), 'build', '--logLevel', 'warn'], folder);
  keepWithin(BUDGET_BYTES[set] ?? Infinity, pages);
  writeFileSync(stamp, hash);
}

/** Copies the fonts with their licence into the folder that becomes the jar. */
function layOutFonts() {
  const source = tool(FONT_PACKAGE);
  const target = join(web, 'fonts', 'target');
  const stamp = join(target, 'fonts.stamp');
  const folder = join(target, 'classes', 'fonts');
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const wanted = `${version} ${JSON.stringify(FONT_FILES)}`;
  if (unchanged(stamp, wanted) && Object.values(FONT_FILES).every((name) => existsSync(join(folder, name)))) return;
  mkdirSync(folder, { recursive: true });
  rmSync(stamp, { force: true });
  for (const [from, to] of Object.entries(FONT_FILES)) copyFileSync(join(source, from), join(folder, to));
  writeFileSync(stamp, wanted);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  fail(`Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}`);
}
const wanted = process.argv[2];
if (!['packages', 'fonts'].includes(wanted) && !Object.hasOwn(PAGE_SETS, wanted ?? '')) {
  fail('say what to build: packages, console, h5 or fonts');
}
install();
if (wanted === 'fonts') layOutFonts();
else if (wanted !== 'packages') build(wanted);
