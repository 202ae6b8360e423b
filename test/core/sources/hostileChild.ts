import { ReadOptions } from '../../../shared/contract/sources.ts';
import { AppError } from '../../../shared/frames.ts';
import { area } from '../../../electron/core/areas/sources/handlers.ts';
import { listSources } from '../../../electron/db/areas/sources/sources.ts';
import { createBench } from './harness.ts';
import { peakMemory } from '../../support/peak-memory.ts';

/** What came of a file: the refusals of looking and of importing, and how long the slower of them took. */
export type Answer = { keys: (string | null)[]; ms: number };
/** All of them, the most memory there ever was, and what the workspace holds at the end. */
export type Answers = { answers: Answer[]; rssMb: number; stored: number };

/** Inspects and imports files in a process of its own, so that its memory can be told. */
const bench = createBench(1);
const input = { read: ReadOptions.parse({}), columns: [], mapping: {} };
// the thread is up before the clock starts, as it is in the program
await area.handlers['sources.inspect'](bench.job(), { ...input, fileId: bench.file(import.meta.filename) });
const answers: Answer[] = [];
for (const path of process.argv.slice(2)) {
  const fileId = bench.file(path);
  const answer: Answer = { keys: [], ms: 0 };
  for (const op of ['sources.inspect', 'sources.import'] as const) {
    const started = performance.now();
    try {
      await area.handlers[op](bench.job(), { ...input, fileId });
      answer.keys.push(null);
    } catch (error) {
      answer.keys.push(error instanceof AppError ? error.said.key : String(error));
    }
    answer.ms = Math.max(answer.ms, performance.now() - started);
  }
  answers.push(answer);
}
const { db } = bench.session;
const count = (sql: string): number => db.value<number>(`SELECT count(*) FROM ${sql}`)!;
const stored =
  listSources(db).length +
  count('raw_block') +
  count('rejected_row') +
  count("sqlite_schema WHERE type = 'table' AND (name LIKE '%staging%' OR name GLOB 'customers_[0-9]*')");
const rssMb = Math.round(peakMemory() / 1000);
await bench.close();
process.send!({ answers, rssMb, stored } satisfies Answers);
process.disconnect();
