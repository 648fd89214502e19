// Runs the tests of the phone's page by Node's own runner; the report stands beside those of JUnit and is counted with them.
// Usage: node run.mjs FOLDER-OF-REPORTS
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const reports = process.argv[2];
const here = import.meta.dirname;
const tests = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, name));
mkdirSync(reports, { recursive: true });
const { status } = spawnSync(
  process.execPath,
  [
    '--test',
    '--test-reporter=dot', '--test-reporter-destination=stdout',
    '--test-reporter=junit', `--test-reporter-destination=${join(reports, 'TEST-phone-page.xml')}`,
    ...tests,
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
