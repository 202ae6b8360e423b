import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/*
 * Real customer files. They are no part of the project: the tests that read them are skipped where they are not, and each
 * of their files also holds tests on made-up data (test/unit/packages/real-data.test.ts).
 */

/** Their folder: beside the project, or where `PERSONA_DATA` says. */
export const DATA = resolve(process.env['PERSONA_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data'));

/** Whether they are there. */
export const hasData = existsSync(join(DATA, 'INDEX.md'));
if (!hasData) console.log(`skipped: tests on real files, ${DATA} is not there`);

/** The path of one of them. */
export const realFile = (...path: readonly string[]): string => join(DATA, ...path);
