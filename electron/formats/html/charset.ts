import type { Encoding } from '../../../shared/contract/sources.ts';

/** The encoding a page or document names; `encoding` null: one of those told by the bytes, or one that cannot be read. */
export type Declared = { readonly charset: string; readonly encoding: Encoding | null; readonly readable: boolean };

const CHINESE = new Set(['gb2312', 'gbk', 'gb18030', 'x-gbk', 'gb_2312-80', 'cp936', 'ms936', 'chinese', 'csgb2312']);
const BIG5 = new Set(['big5', 'big5-hkscs', 'cn-big5', 'x-x-big5', 'csbig5', 'cp950']);

/**
 * The charset in a `meta` tag or an XML declaration. What says Latin is told by its bytes like other text: servers say so
 * of everything. @returns null when none is named, or none that is one
 */
export function declaredCharset(head: Buffer): Declared | null {
  const text = head
    .toString('latin1')
    .replaceAll('\0', '')
    .slice(0, 1 << 16);
  const match =
    /<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']\s{0,9}([\w.:-]{1,40})/i.exec(text) ??
    /<meta\s[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i.exec(text);
  if (!match) return null;
  const charset = match[1]!.toLowerCase();
  if (CHINESE.has(charset)) return { charset, encoding: 'gb18030', readable: true };
  if (BIG5.has(charset)) return { charset, encoding: 'big5', readable: true };
  const known = decoderOf(charset);
  if (known === null) return null;
  const told = /^(?:utf-|windows-1252$|iso-8859-1$|iso-8859-15$)/.test(known);
  return { charset, encoding: null, readable: told };
}

function decoderOf(charset: string): string | null {
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return null;
  }
}
