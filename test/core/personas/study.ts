import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '../../../shared/client.ts';
import type { Receipt } from '../../../shared/contract/sources.ts';
import { type Core, createCore } from '../../../electron/core/core.ts';

/** A core with a workspace of its own. */
export interface Study {
  readonly core: Core;
  readonly client: Client;
  readonly home: string;
  importFile(path: string): Promise<Receipt>;
  importText(name: string, text: string): Promise<Receipt>;
  close(): Promise<void>;
}

/** Open a new workspace in a temporary home. */
export async function openStudy(lang: 'en' | 'zh-CN' = 'en'): Promise<Study> {
  const home = fs.mkdtempSync(join(tmpdir(), 'cards-'));
  const core = createCore({ home, sample: join(home, 'none'), version: '0.0.0', lang, threads: 2 });
  const client = createClient(core.connect('test'));
  await client.call('workspace.create', { name: 'study' });
  const importFile = (path: string) =>
    client.call('sources.import', { fileId: core.files.register(path, { purpose: 'read' }).fileId });
  return {
    core,
    client,
    home,
    importFile,
    importText: (name, text) => {
      const path = join(home, name);
      fs.writeFileSync(path, text);
      return importFile(path);
    },
    close: async () => {
      client.close();
      await core.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Small whole numbers in a fixed order (Lehmer 1951). */
export function numbers(seed: number): (below: number) => number {
  let state = seed % 2147483647 || 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * below);
  };
}

/**
 * 600 customers in three groups: the young come often and spend little, families spend much, the third are few.
 * Names and phone numbers are each one of a kind, so that any of them can be found wherever it leaks to.
 */
export function plantedCsv(): { csv: string; canaries: string[] } {
  const pick = numbers(7);
  const canaries: string[] = [];
  const rows = ['customer_id,name,phone,gender,age,city,visits,amount spent'];
  for (let i = 0; i < 600; i++) {
    const group = i % 20 === 0 ? 2 : i % 2;
    const name = `${GIVEN[pick(GIVEN.length)]!} ${FAMILY[pick(FAMILY.length)]!}zq${i}`;
    const phone = `1${['38', '59', '77'][pick(3)]!}${String(10000000 + i * 7919).slice(-8)}`;
    canaries.push(name, phone);
    const city = [
      ['Harbour', 'Harbour', 'Mill'],
      ['Mill', 'Mill', 'Harbour'],
      ['Hill', 'Hill', 'Mill'],
    ][group]![pick(3)]!;
    rows.push(
      [
        `K${String(10001 + i)}`,
        name,
        phone,
        pick(2) === 0 ? 'female' : 'male',
        [18, 38, 60][group]! + pick(12),
        city,
        [40, 12, 3][group]! + pick(9),
        [200, 1500, 4000][group]! + pick(300),
      ].join(','),
    );
  }
  return { csv: `${rows.join('\n')}\n`, canaries };
}

const GIVEN = ['Anna', 'Bela', 'Carl', 'Dora', 'Emil', 'Frida', 'Gina', 'Hugo'];
const FAMILY = ['Bergman', 'Castell', 'Dupont', 'Ericson', 'Fischer', 'Garcia', 'Hansen'];
