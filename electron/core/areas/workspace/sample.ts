import fs from 'node:fs';
import { join } from 'node:path';
import type { Out } from '../../../../shared/contract.ts';
import type { Lang, SourceKind } from '../../../../shared/domain.ts';
import type { Core } from '../../core.ts';

/** The sample study speaks the language of the interface. */
export const SAMPLE = {
  'zh-CN': { name: '一盏茶·会员画像', edition: '' },
  en: { name: 'Tea shop members', edition: '.en' },
} as const satisfies Record<Lang, { name: string; edition: string }>;
/** Its tables, the customers first. */
const SAMPLE_TABLES = [
  ['members', 'csv', 'customers'],
  ['buyers', 'csv', 'customers'],
  ['orders', 'xlsx', 'orders'],
  ['survey', 'csv', 'survey'],
  ['events', 'jsonl', 'events'],
] as const satisfies (readonly [string, string, SourceKind])[];

type SampleFile = Out<'workspace.openSample'>['files'][number];

/** The files of the sample study: its tables, then its notes by name. */
export function sampleFiles(core: Core, edition: string): [SampleFile, ...SampleFile[]] {
  const folder = core.options.sample;
  const file = (path: string, kind: SourceKind): SampleFile => {
    const { fileId, name, size } = core.files.register(join(folder, path), { purpose: 'read' });
    return { fileId, name, size, kind };
  };
  const [members, ...others] = SAMPLE_TABLES;
  const table = ([name, ending, kind]: (typeof SAMPLE_TABLES)[number]): SampleFile =>
    file(`${name}${edition}.${ending}`, kind);
  const notes = fs.readdirSync(join(folder, `notes${edition}`)).toSorted();
  return [table(members), ...others.map(table), ...notes.map((name) => file(join(`notes${edition}`, name), 'notes'))];
}
