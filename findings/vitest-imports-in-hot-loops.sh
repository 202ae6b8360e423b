#!/usr/bin/env bash
# vitest 5.1.1: a loop that calls small functions of another module takes several times as long in a test as in plain Node (8 times seen).
#
# The runner loads modules through its own transformation: each use of an imported name becomes a read of a property of the
# module's object, in every turn of the loop, where Node resolves an import once. The same code in one file is as fast as in
# Node. A good guess is that a test measures what people run, since both use the same engine; a limit in milliseconds set in
# plain Node then fails in the test, and code is made slower to please it (functions copied into one file, regular
# expressions put back) while the program was fast.
# Who meets it: whoever holds the time of a pure function against a limit in a test, or compares two implementations there,
# one of which calls across modules. Way out: the test starts a process of its own for what it times.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"type":"module","private":true}' > package.json
npm install --silent --no-audit --no-fund vitest@5.1.1

cat > units.mjs <<'JS'
const table = new Uint8Array(0x10000).fill(1, 48, 58);
export const unitAt = (text, at) => (at < text.length ? text.charCodeAt(at) : 0);
export const isDigit = (code) => table[code] === 1;
JS
cat > across.mjs <<'JS'
import { isDigit, unitAt } from './units.mjs';
export function across(text) {
  let n = 0;
  for (let at = 0; at < text.length; at++) if (isDigit(unitAt(text, at))) n++;
  return n;
}
JS
{ sed 's/^export //' units.mjs; sed -e '/^import/d' -e 's/across/within/' across.mjs; } > within.mjs
cat > time.mjs <<'JS'
import { across } from './across.mjs';
import { within } from './within.mjs';
const text = '12 Oak Road, '.repeat(40_000);
const best = (count) => {
  let least = Infinity;
  for (let turn = 0; turn < 60; turn++) {
    const before = performance.now();
    count(text);
    least = Math.min(least, performance.now() - before);
  }
  return least;
};
export const times = () => ({ across: best(across), within: best(within) });
JS
echo "import { times } from './time.mjs'; console.log(JSON.stringify(times()));" > plain.mjs
cat > one.test.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { times } from './time.mjs';
test('times', () => writeFileSync('tested.json', JSON.stringify(times())));
JS
node plain.mjs > plain.json
npx vitest run one.test.mjs > run.log 2>&1 || { cat run.log; exit 1; }
node --input-type=module -e "
import { readFileSync } from 'node:fs';
const [plain, tested] = ['plain.json', 'tested.json'].map((name) => JSON.parse(readFileSync(name, 'utf8')));
const ratio = (part) => tested[part] / plain[part];
console.log('520,000 characters, best of 60, milliseconds');
console.log('plain Node: across modules', plain.across.toFixed(2), ' in one file', plain.within.toFixed(2));
console.log('in a test:  across modules', tested.across.toFixed(2), ' in one file', tested.within.toFixed(2));
console.log('ratio:      across modules', ratio('across').toFixed(1), ' in one file', ratio('within').toFixed(1));
const holds = ratio('across') > 1.4 && ratio('across') > 1.25 * ratio('within');
if (!holds) { console.log('no longer so'); process.exit(1); }
"
