import { hasHan } from './chinese.ts';
import type { FieldKind, Prepared } from './kinds.ts';
import { soundOf } from './similarity.ts';
import type { Slot } from './slots.ts';

/** Records with a common key are worth comparing. `slot`: the field it was made from. */
export interface BlockKey {
  readonly slot: number;
  /** per value of the slot its keys, as codes 0 … size - 1 (flat; those of value v at starts[v] … starts[v + 1]) */
  readonly starts: Int32Array;
  readonly keys: Int32Array;
  readonly size: number;
}

type Make = (value: Prepared, slot: Slot, words: readonly string[]) => readonly string[];

/** Words of a text that serve as keys: its rarest ones. */
const RAREST = 4;

const sound = (text: string): string => (text === '' ? '' : soundOf(text) || text);
const one = (text: string): readonly string[] => (text === '' ? [] : [text]);

const NAME_PART: Make[] = [
  (value) => one(hasHan(value.text) ? value.sound : sound(value.text)),
  // the beginning is where slips are rarest; the letters without their order find the others
  (value) => one((value.sound === '' ? value.text : value.sound).slice(0, 3)),
  (value) => one((value.sound === '' ? value.text : value.sound).slice(-3)),
];

/** How keys are made from the values of a kind of field; each maker is a pass of its own. */
const MAKERS: Record<FieldKind, readonly Make[]> = {
  givenName: NAME_PART,
  surname: NAME_PART,
  fullName: [
    (value) => one(value.letters),
    (value, _slot, words) => [...value.words].slice(0, RAREST).map((id) => wordKey(words[id]!)),
    (value) => (hasHan(value.text) ? pairsOf(value.text) : one(value.text.slice(0, 5))),
  ],
  phone: [(value) => one(value.text), (value) => one(value.text.slice(-6)), (value) => one(value.text.slice(0, 6))],
  email: [
    (value) => one(value.text),
    (value) => one(value.text.split('@')[0]!),
    (value) => one(value.text.slice(0, 5)),
  ],
  idNumber: [
    (value) => one(value.text),
    (value) => one(value.text.slice(0, Math.ceil(value.text.length / 2))),
    (value) => one(`-${value.text.slice(Math.floor(value.text.length / 2))}`),
  ],
  birthDate: [(value) => one(value.text), (value) => one(value.text.slice(0, 6)), (value) => [value.text.slice(4)]],
  address: [
    (value) => one(value.text),
    (value, _slot, words) => [...value.words].slice(0, 3).map((id) => wordKey(words[id]!)),
  ],
  streetNumber: [(value) => one(value.text)],
  postcode: [(value) => one(value.text)],
  city: [(value) => one(hasHan(value.text) ? value.text : sound(value.text.replaceAll(' ', '')))],
  region: [],
  gender: [],
  year: [(value) => one(value.text)],
  label: [(value) => one(value.text)],
  text: [
    (value) => one(value.text),
    (value, _slot, words) => [...value.words].slice(0, RAREST + 2).map((id) => wordKey(words[id]!)),
  ],
};

const wordKey = (word: string): string => (/^[a-z]{4,}$/.test(word) ? sound(word) : word);

/** Every two characters of a short Chinese name, in order: one wrong character leaves a pair. */
function pairsOf(name: string): string[] {
  const out: string[] = [];
  for (let i = 0; i < Math.min(4, name.length); i++)
    for (let j = i + 1; j < Math.min(4, name.length); j++) out.push(`${i}${j}${name[i]!}${name[j]!}`);
  return out;
}

/** The keys by which candidates are found, the most selective passes first. */
export function blockKeysOf(slots: readonly Slot[]): BlockKey[] {
  const out = slots.flatMap((slot, s) =>
    MAKERS[slot.kind].map((make) => {
      const { words } = slot;
      const known = new Map<string, number>();
      const starts = new Int32Array(slot.values.length + 1);
      const keys: number[] = [];
      slot.values.forEach((value, v) => {
        for (const text of new Set(make(value, slot, words))) {
          let code = known.get(text);
          if (code === undefined) known.set(text, (code = known.size));
          keys.push(code);
        }
        starts[v + 1] = keys.length;
      });
      return { slot: s, starts, keys: Int32Array.from(keys), size: known.size };
    }),
  );
  return out.sort((a, b) => b.size - a.size || a.slot - b.slot);
}
