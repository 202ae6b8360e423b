import type { Out, Parsed } from '../../../../shared/contract.ts';
import { MAX_QUOTE, type Quote } from '../../../../shared/contract/notes.ts';
import { AppError } from '../../../../shared/frames.ts';
import { findPassage } from '../../../../shared/notes/text.ts';
import {
  allNotes,
  freshNoteId,
  insertQuote,
  noteText,
  noteWithText,
  quotesOfNote,
  updateQuote,
  updateTheme,
} from '../../../db/areas/notes/notes.ts';
import type { WriteDb } from '../../../db/open.ts';
import type { TextTable } from '../../../workers/areas/notes/tasks.ts';
import type { JobContext } from '../../area.ts';
import { themeNamed } from './edit.ts';
import { keepNote } from './import.ts';

/** A passage of a coded set with all its tags. */
interface Passage {
  readonly text: string;
  readonly tags: Set<string>;
}

/** Headers by which coding tools name their columns (Taguette, NVivo, MAXQDA, ATLAS.ti, Dovetail). */
const HEADERS = {
  tag: /^(?:tags?|codes?|themes?|labels?|category|标签|编码|主题|代码|类别)$/iu,
  text: /^(?:content|text|quote|quotation|highlight|segment|excerpt|passage|coded segments?|内容|原文|引用|摘录|文本)$/iu,
  document:
    /^(?:documents?|files?|source|transcript|interview|note|participant|文档|文件|来源|访谈|笔记)(?:[ _-]?(?:name|名称))?$/iu,
  passage: /^(?:id|highlight[ _-]?id|quote[ _-]?id|segment[ _-]?id|编号|序号)$/iu,
  description: /^(?:description|definition|memo|comment|描述|说明|定义)$/iu,
};

const columnOf = (table: TextTable, pattern: RegExp, named?: string): number =>
  named === undefined ? table.columns.findIndex((column) => pattern.test(column.trim())) : table.columns.indexOf(named);

/**
 * Take over a coded set. A row is a passage with one tag; rows of one passage id, or of the same words in one document,
 * are one quote. A passage is looked for in the note of its document; where there is none, the passages of a document
 * become a note of their own, in file order.
 */
export async function importTags(
  context: JobContext,
  { file, codebook, columns, ...told }: Parsed<'notes.importTags'>,
): Promise<Out<'notes.importTags'>> {
  const read = (fileId: string) =>
    context.pool.run('notes.table', { path: context.files.get(fileId).path }, { signal: context.signal });
  const table = await read(file);
  const tag = columnOf(table, HEADERS.tag, columns?.tag);
  const text = columnOf(table, HEADERS.text, columns?.text);
  if (tag < 0 || text < 0) throw new AppError('invalid_input', { key: 'notes:error.tagColumns' });
  const passage = columnOf(table, HEADERS.passage, columns?.passage);
  const document = columnOf(table, HEADERS.document, columns?.document);

  const documents = new Map<string, Map<string, Passage>>();
  let tags = 0;
  let skipped = table.rejected;
  for (const row of table.rows) {
    const words = row[text]!.trim();
    const name = row[tag]!.trim();
    if (words === '' || name === '' || words.length > MAX_QUOTE) {
      skipped++;
      continue;
    }
    const of = row[document] ?? '';
    let passages = documents.get(of);
    if (!passages) documents.set(of, (passages = new Map()));
    const key = passage < 0 ? words : `${row[passage]!} ${words}`;
    let one = passages.get(key);
    if (!one) passages.set(key, (one = { text: words, tags: new Set() }));
    if (one.tags.has(name)) skipped++;
    else tags++;
    one.tags.add(name);
  }
  if (documents.size === 0) throw new AppError('invalid_input', { key: 'notes:error.tagsEmpty' });
  const described = codebook === undefined ? new Map<string, string>() : descriptionsOf(await read(codebook));
  await context.breathe();
  const at = context.now();
  const setName = context.files.get(file).name;
  return context.commit({ key: 'notes:edit.importTags', values: { n: tags } }, (db) => {
    const themes = keepThemes(db, documents, described);
    const whole = notesByFile(db);
    const keeper = new QuoteKeeper(db, themes);
    const notes: number[] = [];
    let placed = 0;
    for (const [name, passages] of documents) {
      const homeless = placeIn(whole.get(stem(name)), [...passages.values()], keeper);
      placed += passages.size - homeless.length;
      if (homeless.length === 0) continue;
      const { text: joined, spans } = joinPassages(homeless);
      const same = noteWithText(db, joined);
      const title = name === '' ? stem(setName) : stem(name);
      const arrived = { text: joined, title, file: name || setName, format: 'tags', encoding: null, fromTags: true };
      const note = same ?? keepNote(db, arrived, told, at);
      if (same === undefined) notes.push(note);
      homeless.forEach((one, i) => keeper.keep(note, spans[i]!, one));
    }
    return { notes, themes: themes.size, quotes: keeper.quotes, tags, placed, skipped };
  });
}

/** Find passages in the text of a note and keep them as quotes. @returns those that are not in it */
function placeIn(note: number | undefined, passages: readonly Passage[], keeper: QuoteKeeper): Passage[] {
  if (note === undefined) return [...passages];
  const text = noteText(keeper.db, note);
  const homeless: Passage[] = [];
  /** the same words said twice are two places */
  const behind = new Map<string, number>();
  let last = 0;
  for (const one of passages) {
    const span = findPassage(text, one.text, behind.get(one.text) ?? last);
    if (!span) {
      homeless.push(one);
      continue;
    }
    [last] = span;
    behind.set(one.text, span[1]);
    keeper.keep(note, span, one);
  }
  return homeless;
}

/** Keeps passages as quotes; one that is there already gets the themes. */
class QuoteKeeper {
  readonly db: WriteDb;
  quotes = 0;
  readonly #themes: ReadonlyMap<string, number>;
  readonly #known = new Map<number, Map<string, Quote>>();
  #next: number;

  constructor(db: WriteDb, themes: ReadonlyMap<string, number>) {
    this.db = db;
    this.#themes = themes;
    this.#next = freshNoteId(db, 'note_quote');
  }

  keep(note: number, [start, stop]: [number, number], { tags }: Passage): void {
    let known = this.#known.get(note);
    if (!known) {
      known = new Map(quotesOfNote(this.db, note).map((quote) => [`${quote.start} ${quote.stop}`, quote]));
      this.#known.set(note, known);
    }
    this.quotes++;
    const ids = [...tags].map((tag) => this.#themes.get(tag)!);
    const same = known.get(`${start} ${stop}`);
    const themes = [...new Set([...(same?.themes ?? []), ...ids])];
    const quote = same ? { ...same, themes } : { id: this.#next++, note, start, stop, themes, field: null, role: null };
    if (same) updateQuote(this.db, quote);
    else insertQuote(this.db, quote);
    known.set(`${start} ${stop}`, quote);
  }
}

const stem = (name: string): string => name.replace(/\.[^.]{1,5}$/, '').trim();

/** Notes by the name of their file: the texts before those made of passages. */
function notesByFile(db: WriteDb): Map<string, number> {
  const whole = allNotes(db).filter(({ fromTags }) => !fromTags);
  return new Map(
    whole.flatMap(({ id, file, title }) => [[stem(title), id] as const, ...(file ? [[stem(file), id] as const] : [])]),
  );
}

function descriptionsOf(table: TextTable): Map<string, string> {
  const tag = columnOf(table, HEADERS.tag);
  const description = columnOf(table, HEADERS.description);
  if (tag < 0) throw new AppError('invalid_input', { key: 'notes:error.codebookColumns' });
  return new Map(table.rows.map((row) => [row[tag]!.trim(), (row[description] ?? '').trim().slice(0, 2000)]));
}

/** Themes of all tags, in the order of the codebook, then of the file. */
function keepThemes(
  db: WriteDb,
  documents: ReadonlyMap<string, ReadonlyMap<string, Passage>>,
  described: ReadonlyMap<string, string>,
): Map<string, number> {
  const used = new Set<string>();
  for (const passages of documents.values())
    for (const { tags } of passages.values()) for (const tag of tags) used.add(tag);
  const names = new Set([...[...described.keys()].filter((name) => name !== ''), ...used]);
  const ids = new Map<string, number>();
  for (const name of names) {
    const { theme } = themeNamed(db, name.slice(0, 120), described.get(name) ?? '');
    const description = described.get(name);
    if (description && theme.description === '') updateTheme(db, { ...theme, description });
    ids.set(name, theme.id);
  }
  return ids;
}

/** Passages as one text, a blank line between two. */
function joinPassages(passages: readonly Passage[]): { text: string; spans: [number, number][] } {
  const spans: [number, number][] = [];
  let at = 0;
  for (const { text } of passages) {
    spans.push([at, at + text.length]);
    at += text.length + 2;
  }
  return { text: passages.map(({ text }) => text).join('\n\n'), spans };
}
