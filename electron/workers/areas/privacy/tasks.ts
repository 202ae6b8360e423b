import { quoteName } from '../../../db/settings.ts';
import { reading } from '../../reading/reading.ts';
import type { TaskContext } from '../../task.ts';

/** A personal column of a stored table. */
export interface PersonalColumn {
  readonly table: string;
  readonly column: string;
}

/** Shorter values stand in any text: a sex, an initial, a house number. A Chinese name has two characters. */
const SHORTEST = 4;
const SHORTEST_HAN = 2;
const HAN = /\p{Script=Han}/u;
/** Rows between two looks at the stop flag. */
const CHECK = 4096;

/** Tasks that look for customers in what people typed. */
export const privacyTasks = {
  /** Those of some texts in which a value of a personal column stands as a word of its own. */
  'privacy.named': (
    { path, columns, texts }: { path: string; columns: readonly PersonalColumn[]; texts: readonly string[] },
    task: TaskContext,
  ): string[] =>
    reading(path, (db) => {
      const all = texts.map((text) => text.toLowerCase());
      const whole = all.join('\n');
      const held = new Set<string>();
      for (const { table, column } of columns) {
        const name = `CAST(${quoteName(column)} AS TEXT)`;
        let rows = 0;
        for (const [cell] of db.rows(`SELECT ${name} FROM ${quoteName(table)} WHERE length(${name}) > 1`)) {
          if (++rows % CHECK === 0) task.check();
          const value = String(cell).toLowerCase();
          if (value.length < (HAN.test(value) ? SHORTEST_HAN : SHORTEST) || !whole.includes(value)) continue;
          all.forEach((text, i) => {
            if (standsIn(value, text)) held.add(texts[i]!);
          });
        }
      }
      return [...held];
    }),
} as const;

/** Chinese is written without blanks; other words end at what is neither letter nor digit. */
function standsIn(value: string, text: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + value.length] ?? ' ';
    if (!(joins(before, value[0]!) || joins(value.at(-1)!, after))) return true;
  }
  return false;
}

const LETTER = /[\p{L}\p{N}]/u;
const joins = (left: string, right: string): boolean =>
  LETTER.test(left) && LETTER.test(right) && !HAN.test(left) && !HAN.test(right);
