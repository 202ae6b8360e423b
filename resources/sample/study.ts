/** The whole sample study: every file with its bytes, and what was planted in it. */
import { makeBuyers } from './buyers.ts';
import { makeEvents } from './events.ts';
import { encodeGb18030 } from './gb18030.ts';
import { generate } from './members.ts';
import { makeNotes } from './notes.ts';
import { workbook } from './office.ts';
import { EVERY, makeOrders } from './orders.ts';
import { DAY, FROM, isoDay, peopleOf, TO } from './person.ts';
import { makeSurvey, placeAliases } from './survey.ts';

/** The files by path, and truth.json among them. */
export function makeStudy(seed: number) {
  const study = generate(seed);
  const people = peopleOf(study);
  const buyers = makeBuyers(people, seed);
  const orders = makeOrders(people, seed);
  const survey = makeSurvey(people, seed);
  const events = makeEvents(people, seed);
  const notes = makeNotes(people, seed);
  const utf8 = new TextEncoder();
  // with a byte order mark, as spreadsheets write it
  const marked = (text: string): Uint8Array => utf8.encode(`\uFEFF${text}`);
  const truth = {
    period: [isoDay(FROM), isoDay(TO - DAY)],
    members: {
      rows: study.rows.length,
      rejected: 3,
      /** member numbers of the stored rows, with their 1-based data row in the file and their planted group */
      numbers: people.map(({ number, row, group }) => [number, row, group]),
    },
    buyers: {
      rows: buyers.rows,
      pairs: buyers.pairs,
      strangers: buyers.strangers,
      secondNumbers: buyers.secondNumbers,
      dirt: buyers.dirt.columns,
    },
    orders: {
      sheets: { zh: orders.sheets.zh.map((sheet) => sheet.name), en: orders.sheets.en.map((sheet) => sheet.name) },
      headerRow: 2,
      every: EVERY,
      lines: orders.lines,
      orders: orders.orders,
      walkIns: orders.walkIns,
      orphans: orders.orphans,
      refunds: orders.refunds,
      lapsed: orders.lapsed,
      byMember: orders.byMember,
      dirt: orders.dirt.columns,
    },
    survey: {
      rows: survey.rows,
      orphans: survey.orphans,
      withoutNumber: survey.withoutNumber,
      again: survey.again,
      members: survey.members,
      statements: survey.statements,
      aliases: { zh: placeAliases(survey.text.zh, 'zh'), en: placeAliases(survey.text.en, 'en') },
      dirt: survey.dirt.columns,
    },
    events: {
      rows: events.rows,
      broken: events.broken,
      twice: events.twice,
      anonymous: events.anonymous,
      orphans: events.orphans,
      epoch: events.epoch,
      byMember: events.byMember,
    },
    notes: notes.truth,
  };
  const files: Record<string, Uint8Array> = {
    'members.csv': encodeGb18030(study.text),
    'members.en.csv': marked(study.english),
    'buyers.csv': encodeGb18030(buyers.text.zh),
    'buyers.en.csv': marked(buyers.text.en),
    'orders.xlsx': workbook(orders.sheets.zh),
    'orders.en.xlsx': workbook(orders.sheets.en),
    'survey.csv': marked(survey.text.zh),
    'survey.en.csv': marked(survey.text.en),
    'events.jsonl': utf8.encode(events.text.zh),
    'events.en.jsonl': utf8.encode(events.text.en),
    ...notes.files,
    'truth.json': utf8.encode(printed(truth)),
  };
  return { files, truth };
}

/** What was planted, as truth.json holds it. */
export type Truth = ReturnType<typeof makeStudy>['truth'];

/** JSON with a line a key of the second level, so that a change can be seen in it. */
function printed(truth: Record<string, unknown>): string {
  const parts = Object.entries(truth).map(([name, value]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    const inner = Object.entries(value).map(([key, part]) => `    ${JSON.stringify(key)}: ${JSON.stringify(part)}`);
    return `  ${JSON.stringify(name)}: {\n${inner.join(',\n')}\n  }`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}
