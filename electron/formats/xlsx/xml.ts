import { unsupported } from '../unsupported.ts';

/** What is told of a document. Names come without their prefix; `attributes` as written, see {@link attribute}. */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** a whole run of text between two tags, entities resolved */
  text(text: string): void;
  /** false: nobody wants the text that comes now, so that it need not be cut out */
  readonly wanted: boolean;
}

/** A tag or a run of text longer than this (characters) is none of a document that people made. */
const LONGEST = 4_000_000;
const DEEPEST = 200;

/**
 * Reads XML in pieces. No document type, hence no entities but the five of XML itself and no access to anything outside:
 * a document that declares one is refused.
 */
export class XmlScanner {
  private carry = '';
  private depth = 0;
  private readonly handler: XmlHandler;

  constructor(handler: XmlHandler) {
    this.handler = handler;
  }

  /** @throws AppError unsupported_file */
  push(piece: string): void {
    const text = this.carry === '' ? piece : this.carry + piece;
    const at = this.scan(text);
    this.carry = at === text.length ? '' : text.slice(at);
    if (this.carry.length > LONGEST) throw unsupported('xml');
  }

  /** The document must be complete. @throws AppError unsupported_file */
  end(): void {
    if (this.depth !== 0 || this.carry.trim() !== '') throw unsupported('xml');
  }

  /** @returns where the first incomplete tag or text begins */
  private scan(text: string): number {
    const { handler } = this;
    let at = 0;
    for (;;) {
      const open = text.indexOf('<', at);
      if (open < 0) return at;
      if (open > at && handler.wanted) handler.text(resolved(text.slice(at, open)));
      const sign = text.charCodeAt(open + 1);
      let close: number;
      if (sign === 47) {
        close = text.indexOf('>', open);
        if (close < 0) return open;
        if (--this.depth < 0) throw unsupported('xml');
        handler.close(localName(text.slice(open + 2, close).trimEnd()));
      } else if (sign === 33 || sign === 63) {
        close = this.special(text, open, sign);
        if (close < 0) return open;
      } else {
        close = tagEnd(text, open);
        if (close < 0) return open;
        this.tag(text, open, close);
      }
      at = close + 1;
    }
  }

  private tag(text: string, open: number, close: number): void {
    const empty = text.charCodeAt(close - 1) === 47;
    const end = empty ? close - 1 : close;
    let at = open + 1;
    while (at < end && text.charCodeAt(at) > 32) at++;
    const name = localName(text.slice(open + 1, at));
    this.handler.open(name, at < end ? text.slice(at, end) : '');
    if (empty) this.handler.close(name);
    else if (++this.depth > DEEPEST) throw unsupported('xml');
  }

  /** Instructions, remarks and CDATA: position of the closing sign, -1 when it has not come yet. */
  private special(text: string, open: number, sign: number): number {
    if (sign === 63) return after(text.indexOf('?>', open), 1);
    if (text.length < open + 9) return -1;
    if (text.startsWith('<!--', open)) return after(text.indexOf('-->', open + 4), 2);
    if (text.startsWith('<![CDATA[', open)) {
      const end = text.indexOf(']]>', open);
      if (end >= 0 && this.handler.wanted) this.handler.text(text.slice(open + 9, end));
      return after(end, 2);
    }
    throw unsupported('doctype');
  }
}

const after = (found: number, more: number) => (found < 0 ? -1 : found + more);

/** Where a tag ends; a `>` may stand in an attribute. */
function tagEnd(text: string, open: number): number {
  let close = text.indexOf('>', open);
  for (let from = open; close >= 0; close = text.indexOf('>', close + 1)) {
    let quote = 0;
    for (let i = from; i < close; i++) {
      const code = text.charCodeAt(i);
      if (quote === 0) {
        if (code === 34 || code === 39) quote = code;
      } else if (code === quote) quote = 0;
    }
    if (quote === 0) return close;
    from = open;
  }
  return -1;
}

function localName(name: string): string {
  if (name.length < 3) return name;
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its entities resolved; one that XML does not know stays as written. */
function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name as string) ? NAMED[name as string]! : whole;
    const code = hex !== undefined ? parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

/** The value of an attribute, whatever its prefix; null without it. */
export function attribute(attributes: string, name: string): string | null {
  for (const [, own, double, single] of attributes.matchAll(/(?<![^\s"'])([^\s="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (localName(own!) === name) return resolved(double ?? single ?? '');
  return null;
}

/** Every attribute, under its name as written, with its prefix. */
export function eachAttribute(attributes: string, take: (name: string, value: string) => void): void {
  const { length } = attributes;
  for (let at = 0; at < length;) {
    while (at < length && attributes.charCodeAt(at) <= 32) at++;
    const equals = attributes.indexOf('=', at);
    if (equals < 0) return;
    let from = equals + 1;
    while (from < length && attributes.charCodeAt(from) <= 32) from++;
    const quote = attributes.charAt(from);
    const to = attributes.indexOf(quote, from + 1);
    if (to < 0 || (quote !== '"' && quote !== "'")) return;
    take(attributes.slice(at, equals).trimEnd(), resolved(attributes.slice(from + 1, to)));
    at = to + 1;
  }
}

/** Decodes the bytes of a part: UTF-8, or UTF-16 by its byte order mark. */
export function partDecoder(): { decode(bytes: Uint8Array): string; end(): string } {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  return {
    decode(bytes) {
      decoder ??= new TextDecoder(
        bytes[0] === 0xff && bytes[1] === 0xfe
          ? 'utf-16le'
          : bytes[0] === 0xfe && bytes[1] === 0xff
            ? 'utf-16be'
            : 'utf-8',
      );
      return decoder.decode(bytes, { stream: true });
    },
    end: () => decoder?.decode() ?? '',
  };
}
