import { AppError } from './frames.ts';

/** Longest cell that is matched; a longer one matches nothing. */
const LONGEST = 10_000;
/** Most states of a pattern: bounds the work at states x characters. */
const MOST_STATES = 2000;

type Test = (code: number) => boolean;
type Node =
  | { readonly kind: 'char'; readonly test: Test }
  | { readonly kind: 'sequence' | 'either'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number };
type State = { readonly test: Test | null; next: number; readonly other: number };

/**
 * Compile a pattern for whole cells into a test that takes time proportional to pattern x cell, whatever both are
 * (Thompson's simulation of a nondeterministic automaton, Regular Expression Search Algorithm, CACM 1968).
 * @throws AppError invalid_input with the place of what cannot be understood
 */
export function compilePattern(source: string): (text: string) => boolean {
  const automaton = new Automaton();
  const accept = automaton.add({ test: null, next: -1, other: -1 });
  const start = automaton.build(new Parser(source).parse(), accept);
  return (text) => text.length <= LONGEST && run(automaton.states, start, accept, text);
}

function run(states: readonly State[], start: number, accept: number, text: string): boolean {
  let now: number[] = [];
  const seen = new Int32Array(states.length).fill(-1);
  const stack: number[] = [];
  const enter = (from: number, list: number[], step: number) => {
    stack.push(from);
    while (stack.length > 0) {
      const at = stack.pop()!;
      if (at < 0 || seen[at] === step) continue;
      seen[at] = step;
      const state = states[at]!;
      if (state.test || at === accept) list.push(at);
      else stack.push(state.other, state.next);
    }
  };
  let step = 0;
  enter(start, now, step);
  for (const char of text) {
    const code = char.codePointAt(0)!;
    step++;
    const then: number[] = [];
    for (const at of now) {
      const state = states[at]!;
      if (state.test?.(code)) enter(state.next, then, step);
    }
    if (then.length === 0) return false;
    now = then;
  }
  return now.includes(accept);
}

/** The states of a pattern, built from the back. */
class Automaton {
  readonly states: State[] = [];

  add(state: State): number {
    if (this.states.length >= MOST_STATES) throw refused('tooLong', 0);
    this.states.push(state);
    return this.states.length - 1;
  }

  /** States for a node that go on to `next`. @returns the first */
  build(node: Node, next: number): number {
    switch (node.kind) {
      case 'char':
        return this.add({ test: node.test, next, other: -1 });
      case 'sequence':
        return node.parts.reduceRight((after, part) => this.build(part, after), next);
      case 'either':
        return node.parts
          .map((part) => this.build(part, next))
          .reduceRight((other, first) => this.add({ test: null, next: first, other }));
      case 'repeat':
        return this.repeat(node, next);
    }
  }

  private repeat({ part, min, max }: Extract<Node, { kind: 'repeat' }>, next: number): number {
    let after = next;
    if (max === Infinity) {
      after = this.add({ test: null, next: -1, other: next });
      this.states[after]!.next = this.build(part, after);
    } else for (let i = min; i < max; i++) after = this.add({ test: null, next: this.build(part, after), other: next });
    for (let i = 0; i < min; i++) after = this.build(part, after);
    return after;
  }
}

class Parser {
  private readonly chars: string[];
  private at = 0;
  constructor(source: string) {
    this.chars = [...source];
  }

  parse(): Node {
    const node = this.either();
    if (this.at < this.chars.length) throw refused('sign', this.at + 1);
    return node;
  }

  private either(): Node {
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    return parts.length === 1 ? parts[0]! : { kind: 'either', parts };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    while (this.at < this.chars.length && this.chars[this.at] !== '|' && this.chars[this.at] !== ')')
      parts.push(this.repeated());
    return { kind: 'sequence', parts };
  }

  private repeated(): Node {
    let part = this.atom();
    for (;;) {
      if (this.take('*')) part = { kind: 'repeat', part, min: 0, max: Infinity };
      else if (this.take('+')) part = { kind: 'repeat', part, min: 1, max: Infinity };
      else if (this.take('?')) part = { kind: 'repeat', part, min: 0, max: 1 };
      else if (this.chars[this.at] === '{') part = this.counted(part);
      else return part;
    }
  }

  private counted(part: Node): Node {
    const from = this.at;
    const end = this.chars.indexOf('}', from);
    const match = end < 0 ? null : /^(\d{1,3})(?:(,)(\d{1,3})?)?$/.exec(this.chars.slice(from + 1, end).join(''));
    if (!match) throw refused('sign', from + 1);
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? Infinity : Number(match[3]);
    if (max < min) throw refused('sign', from + 1);
    this.at = end + 1;
    return { kind: 'repeat', part, min, max };
  }

  private atom(): Node {
    const place = this.at + 1;
    const char = this.chars[this.at++]!;
    switch (char) {
      case '(': {
        // (?: is taken for a group as well; every other (? is look-around or a name
        if (this.chars[this.at] === '?') {
          if (this.chars[this.at + 1] !== ':') throw refused('lookaround', place);
          this.at += 2;
        }
        const inner = this.either();
        if (!this.take(')')) throw refused('open', place);
        return inner;
      }
      case '[':
        return { kind: 'char', test: this.set(place) };
      case '.':
        return { kind: 'char', test: () => true };
      case '\\':
        return { kind: 'char', test: this.escape(place) };
      case '*':
      case '+':
      case '?':
      case '{':
        throw refused('sign', place);
      // a whole cell is matched: the marks of its ends say nothing more
      case '^':
      case '$':
        return { kind: 'sequence', parts: [] };
      default:
        return { kind: 'char', test: is(char.codePointAt(0)!) };
    }
  }

  private escape(place: number): Test {
    const char = this.chars[this.at++];
    if (char === undefined) throw refused('open', place);
    const known = CLASSES[char];
    if (known) return known;
    if (/[0-9]/.test(char)) throw refused('reference', place);
    if (char === 't') return is(9);
    if (char === 'n') return is(10);
    if (/[a-z]/i.test(char)) throw refused('sign', place);
    return is(char.codePointAt(0)!);
  }

  private set(place: number): Test {
    const not = this.take('^');
    const tests: Test[] = [];
    while (this.chars[this.at] !== ']') {
      const char = this.chars[this.at++];
      if (char === undefined) throw refused('open', place);
      if (char === '\\') {
        tests.push(this.escape(this.at));
        continue;
      }
      const low = char.codePointAt(0)!;
      if (this.chars[this.at] === '-' && this.chars[this.at + 1] !== ']' && this.chars[this.at + 1] !== undefined) {
        const high = this.chars[this.at + 1]!.codePointAt(0)!;
        if (high < low) throw refused('sign', this.at);
        this.at += 2;
        tests.push((code) => code >= low && code <= high);
      } else tests.push(is(low));
    }
    this.at++;
    return (code) => tests.some((test) => test(code)) !== not;
  }

  private take(char: string): boolean {
    if (this.chars[this.at] !== char) return false;
    this.at++;
    return true;
  }
}

const is =
  (wanted: number): Test =>
  (code) =>
    code === wanted;
const digit: Test = (code) => code >= 48 && code <= 57;
const blank: Test = (code) => /\s/.test(String.fromCodePoint(code));
const word: Test = (code) => code === 95 || /[\p{L}\p{M}\p{N}]/u.test(String.fromCodePoint(code));
const CLASSES: Readonly<Record<string, Test>> = {
  d: digit,
  D: (code) => !digit(code),
  s: blank,
  S: (code) => !blank(code),
  w: word,
  W: (code) => !word(code),
};

const refused = (why: string, place: number): AppError =>
  new AppError('invalid_input', { key: `cleaning:pattern.${why}`, values: { place } });
