import { resolveIdentities } from '../../electron/analysis/identity/resolve.ts';
import { pairwise, persons, sourceOf } from '../unit/identity/generate.ts';
import type { Measurement } from './measurement.ts';

/** Records of the figure, and how large and small ones show its growth. */
const RECORDS = 100_000;
const SMALLER = 10_000;
const LARGER = 1_000_000;
/** A fifth of the records are duplicates. */
const DUPLICATES = 0.2;

/**
 * Duplicates in 100,000 made records of persons, a fifth of them duplicates with up to three slips each: normal forms,
 * candidates, weights, scores and merging in one thread, and how many of the true pairs were found. PERSONA_BENCH_LARGE=1
 * also measures a million.
 */
export function run(): Promise<Measurement> {
  const small = once(SMALLER);
  const main = once(RECORDS);
  const large = process.env['PERSONA_BENCH_LARGE'] === '1' ? once(LARGER) : null;
  return Promise.resolve({
    case: 'dedupe',
    ms: main.ms,
    peer: null,
    peerMs: null,
    ratio: null,
    records: main.records,
    cpuMs: main.cpuMs,
    f1: main.f1,
    compared: main.compared,
    growth: [small, main, ...(large ? [large] : [])].map(({ records, ms, f1 }) => ({ records, ms, f1 })),
  });
}

function once(records: number): { records: number; ms: number; cpuMs: number; f1: number; compared: number } {
  const duplicates = Math.round(records * DUPLICATES);
  const made = persons({ originals: records - duplicates, duplicates, seed: 20 });
  const source = sourceOf(made);
  const before = process.cpuUsage();
  const started = performance.now();
  const result = resolveIdentities([source], { decisions: [] });
  const ms = Math.round(performance.now() - started);
  const { user, system } = process.cpuUsage(before);
  const { f1 } = pairwise(result.customers[0]!, made.entities);
  return {
    records: made.rows.length,
    ms,
    cpuMs: Math.round((user + system) / 1000),
    f1: Math.round(f1 * 1e4) / 1e4,
    compared: result.model?.pairs ?? 0,
  };
}
