/** The twelve notes as files. */
import { interviews, type Consent, type Interview, type Speaker, type Theme } from './interviews.ts';
import { document } from './office.ts';
import type { Both, Edition, Person } from './person.ts';
import { createRandom } from './random.ts';

const SPEAKERS: Readonly<Record<Speaker, Both>> = {
  interviewer: { zh: '访谈者', en: 'Interviewer' },
  customer: { zh: '顾客', en: 'Customer' },
  manager: { zh: '店长', en: 'Store manager' },
  support: { zh: '客服', en: 'Support' },
  sales: { zh: '销售', en: 'Sales' },
};
const CONSENT: Readonly<Record<Consent, Both>> = {
  quote: { zh: '同意记录与引用', en: 'agreed to be recorded and quoted' },
  anonymous: { zh: '同意匿名引用', en: 'agreed to be quoted anonymously' },
  analysis: { zh: '仅同意用于分析，不可引用', en: 'for analysis only, not to be quoted' },
  none: { zh: '未征得同意', en: 'not asked for' },
};

/** What a note is made of, for tests. */
export interface NoteTruth {
  readonly file: Both;
  readonly format: Interview['format'];
  readonly kind: Interview['kind'];
  readonly date: string;
  readonly consent: Consent;
  /** member number of the person, null: nobody in particular */
  readonly member: string | null;
  readonly group: number | null;
  readonly roles: Speaker[];
  readonly quotes: { readonly theme: Theme; readonly by: Speaker; readonly text: Both }[];
}

export interface Notes {
  /** bytes by path, both editions */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly truth: NoteTruth[];
}

/** Folders of the editions. */
const NOTE_FOLDERS: Both = { zh: 'notes', en: 'notes.en' };

/** Make the notes. Each is about another member. */
export function makeNotes(people: readonly Person[], seed: number): Notes {
  const random = createRandom(seed + 5);
  const order = random.shuffled(people);
  const files: Record<string, Uint8Array> = {};
  const truth: NoteTruth[] = [];
  const used = new Set<Person>();
  for (const interview of interviews) {
    const person =
      order.find(({ group, gender }, i) => group === interview.group && gender !== '未填' && !used.has(order[i]!)) ??
      null;
    if (person) used.add(person);
    const path = (edition: Edition): string => `${NOTE_FOLDERS[edition]}/${interview.file}.${interview.format}`;
    for (const edition of ['zh', 'en'] as const) files[path(edition)] = bytesOf(interview, person, edition);
    truth.push({
      file: { zh: path('zh'), en: path('en') },
      format: interview.format,
      kind: interview.kind,
      date: interview.date,
      consent: interview.consent,
      member: person?.number ?? null,
      group: interview.group,
      roles: [...new Set(interview.turns.map(({ by }) => by))],
      quotes: interview.turns.flatMap(({ by, said, theme }) => (theme ? [{ theme, by, text: said }] : [])),
    });
  }
  return { files, truth };
}

function bytesOf(interview: Interview, person: Person | null, edition: Edition): Uint8Array {
  const lines = linesOf(interview, person, edition);
  if (interview.format === 'docx') return document(lines);
  if (interview.format === 'md') return new TextEncoder().encode(`${markdown(lines).join('\n')}\n`);
  // notes from a Windows editor
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function linesOf({ title, date, consent, turns }: Interview, person: Person | null, edition: Edition): string[] {
  const zh = edition === 'zh';
  const line = (name: Both, value: string): string => (zh ? `${name.zh}：${value}` : `${name.en}: ${value}`);
  return [
    title[edition],
    '',
    line({ zh: '日期', en: 'Date' }, zh ? inWords(date) : date),
    ...(person ? [line({ zh: '会员号', en: 'Member ID' }, person.number)] : []),
    line({ zh: '同意', en: 'Consent' }, CONSENT[consent][edition]),
    '',
    ...turns.flatMap(({ by, said }) => [line(SPEAKERS[by], said[edition]), '']).slice(0, -1),
  ];
}

/** The title as a heading, what is said by whom in bold. */
const markdown = (lines: readonly string[]): string[] =>
  lines.map((line, i) => (i === 0 ? `# ${line}` : i < 6 ? line : line.replace(/^([^：:]+)([：:] ?)/, '**$1**$2')));

const inWords = (date: string): string => {
  const [y, m, d] = date.split('-').map(Number);
  return `${y}年${m}月${d}日`;
};
