import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = fs.mkdtempSync(join(os.tmpdir(), 'pwb-layers-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** What each rule must refuse: a file, and the line that breaks the rule. */
const BROKEN: Record<string, { file: string; line: string }> = {
  'shared-imports-nothing': { file: 'shared/a.ts', line: "import '../electron/db/plain.ts';" },
  'renderer-only-shared': { file: 'renderer/a.ts', line: "import '../electron/core/plain.ts';" },
  'analysis-only-shared': { file: 'electron/analysis/a.ts', line: "import '../db/plain.ts';" },
  'db-only-shared': { file: 'electron/db/a.ts', line: "import '../core/plain.ts';" },
  workers: { file: 'electron/workers/a.ts', line: "import '../core/plain.ts';" },
  core: { file: 'electron/core/a.ts', line: "import '../shell/plain.ts';" },
  'pure-no-node': { file: 'electron/analysis/b.ts', line: "import 'node:fs';" },
  'areas-core-cleaning': { file: 'electron/core/areas/cleaning/a.ts', line: "import '../personas/a.ts';" },
  'areas-db-sources': { file: 'electron/db/areas/sources/a.ts', line: "import '../notes/a.ts';" },
  'areas-workers-features': { file: 'electron/workers/areas/features/a.ts', line: "import '../segments/a.ts';" },
  'register-core': { file: 'electron/core/e.ts', line: "import './areas/personas/a.ts';" },
  'register-db': { file: 'electron/db/e.ts', line: "import './areas/notes/a.ts';" },
  'views-apart': { file: 'renderer/views/personas/a.ts', line: "import '../notes/a.ts';" },
  'privacy-door': { file: 'renderer/p.ts', line: "import '../shared/privacy.ts';" },
  formats: { file: 'electron/formats/a.ts', line: "import '../db/plain.ts';" },
  'no-cycles': { file: 'electron/core/c.ts', line: "import './d.ts';" },
};

test('R46: each rule of the layers refuses what it is there to refuse', () => {
  const write = (file: string, text: string) => {
    fs.mkdirSync(dirname(join(folder, file)), { recursive: true });
    fs.writeFileSync(join(folder, file), `${text}\n`);
  };
  for (const place of ['electron/db', 'electron/core', 'electron/shell']) write(`${place}/plain.ts`, 'export {};');
  for (const place of [
    'electron/core/areas/personas',
    'electron/db/areas/notes',
    'electron/workers/areas/segments',
    'renderer/views/notes',
  ])
    write(`${place}/a.ts`, 'export {};');
  write('shared/privacy.ts', 'export {};');
  write('electron/core/d.ts', "import './c.ts';");
  for (const { file, line } of Object.values(BROKEN)) write(file, line);
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      'shared',
      'electron',
      'renderer',
      '--config',
      join(root, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  for (const [rule, { file }] of Object.entries(BROKEN))
    expect(summary.violations.map(({ from, rule: { name } }) => `${name} ${from}`)).toContain(`${rule} ${file}`);
});

test('the picture of the layers is that of their rules', async () => {
  const path = join(root, 'docs/ARCHITECTURE.md');
  const page = fs.readFileSync(path, 'utf8');
  const { withPicture } = (await import(join(root, 'docs/layers.js'))) as { withPicture(page: string): string };
  const drawn = await format(withPicture(page), { ...(await resolveConfig(path)), filepath: path });
  expect(page, 'npm run layers draws it again').toBe(drawn);
});
