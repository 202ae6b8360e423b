import { describe, expect, it } from 'vitest';
import type { Claim, ExportFormat, Persona } from '../../../shared/contract/personas.ts';
import { avatarSvg } from '../../../shared/card/avatar.ts';
import { distinctNames, exportCard } from '../../../shared/card/export.ts';
import { fileName } from '../../../shared/card/files.ts';
import { shareable } from '../../../shared/card/safe.ts';
import { card, dataClaim, line } from './cards.ts';

const FORMATS: ExportFormat[] = ['html', 'png', 'pdf', 'markdown', 'json'];
const EDITIONS = ['face', 'evidence'] as const;
const LANGS = ['en', 'zh-CN'] as const;

const everyFile = (persona: Persona) =>
  FORMATS.flatMap((format) =>
    EDITIONS.flatMap((edition) => LANGS.map((lang) => ({ format, ...exportCard(persona, { format, edition, lang }) }))),
  );

const put = (persona: Persona, key: string, claims: Claim[]): Persona => ({
  ...persona,
  fields: persona.fields.map((field) => (field.key === key ? { ...field, onFace: true, claims } : field)),
});

const XSS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<svg/onload=alert(1)>',
  '</style><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<iframe src="javascript:alert(1)">',
  '[x](javascript:alert(1))',
  '![x](https://example.org/p.png)',
  '<https://example.org>',
  '`<b>`',
  '| a | b |\n|---|---|',
  '# Heading\n- list\n1. one',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u202egnp.exe',
  '<a href="javas\tcript:alert(1)">',
  '{{name}} $t(errors:internal)',
  "<style>@import 'https://example.org/x.css'</style>",
  '<base href="https://example.org/">',
];

describe('exported cards', () => {
  it.each(XSS)('show %j as text wherever it stands', (evil) => {
    let persona = card({ name: evil, person: evil });
    persona = put(persona, 'quote', [
      { ...line('q', evil, 'quote'), evidence: [{ kind: 'quote', text: evil, source: evil, consent: true }] },
    ]);
    persona = put(persona, 'needs', [line('a', evil), line('b', evil, 'team')]);
    persona = put(persona, 'region', [
      {
        ...dataClaim('d', { column: evil, level: evil, distribution: [{ level: evil, share: 0.5, base: 0.25 }] }),
        said: { key: 'personas:claim.level', values: { column: evil, level: evil, share: 0.5, base: 0.25 } },
        text: evil,
      },
    ]);
    persona.fields.push({
      ...persona.fields[0]!,
      key: 'custom:9',
      kind: 'text',
      area: 'notes',
      label: evil,
      value: evil,
    });
    for (const { format, text } of everyFile(persona)) {
      if (format === 'json') {
        expect(() => JSON.parse(text) as unknown).not.toThrow();
        continue;
      }
      if (format === 'markdown') {
        expect(text).not.toMatch(/<[a-z!/]/i);
        expect(text).not.toMatch(/(^|[^\\])\]\(/m);
        continue;
      }
      const tags = [...text.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map((match) => match[1]!.toLowerCase());
      expect(tags.filter((tag) => !ALLOWED_TAGS.has(tag))).toEqual([]);
      const attributes = [...text.matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) =>
        [...tag.replace(/"[^"]*"/g, '""').matchAll(/\s([a-z:-]+)\s*=/gi)].map((match) => match[1]!.toLowerCase()),
      );
      expect(attributes.filter((name) => name.startsWith('on') || name === 'href')).toEqual([]);
      expect(text).not.toContain('\u202e');
    }
  });

  it('are self-contained: a policy that allows nothing, no address, no script', () => {
    for (const { format, text } of everyFile(card())) {
      if (format === 'markdown' || format === 'json') continue;
      expect(text).toContain(`default-src 'none'; style-src 'unsafe-inline'; img-src data:`);
      expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
        /https?:|\/\/[a-z]|url\((?!#)|@import|<script|<link/i,
      );
    }
    expect(exportCard(card(), { format: 'pdf', edition: 'face', lang: 'en' }).text).toContain('@page{size:A4');
    expect(exportCard(card(), { format: 'png', edition: 'face', lang: 'en' }).text).toContain('body{width:744px');
  });

  it('hold no customer, no condition on customers and no group below the floor', () => {
    let persona = card({ n: 124, prevalence: { ...card().prevalence, count: 7 } });
    persona = put(persona, 'typical', [line('t', 'C-0001 Canary', 'data')]);
    persona = put(persona, 'differences', [
      dataClaim('small', { n: 9, column: 'Tiny9' }),
      dataClaim('few', { n: 120, segmentValue: 5 / 120, column: 'Tiny5', aggregate: 'share', level: 'x' }),
      dataClaim('nearly', { n: 120, segmentValue: 117 / 120, column: 'Tiny3', aggregate: 'share', level: 'x' }),
    ]);
    for (const { text } of everyFile(persona)) {
      expect(text).not.toMatch(/C-0001|Canary|Tiny/);
      expect(text).not.toContain('"filter"');
    }
    const json = JSON.parse(exportCard(persona, { format: 'json', edition: 'evidence', lang: 'en' }).text) as {
      prevalence: number | null;
      n: number;
      fields: {
        key: string;
        claims: { evidence: { missing: number | null; distribution: { share: number | null }[] }[] }[];
      }[];
    };
    expect(json.prevalence).toBeNull();
    expect(json.n).toBe(124);
    const region = json.fields.find(({ key }) => key === 'region')!.claims[0]!.evidence[0]!;
    expect(region.missing).toBeNull();
    expect(region.distribution.map(({ share }) => share)).toEqual([0.5, 0.49, null]);
    const small = card({ n: 9 });
    expect(exportCard(small, { format: 'html', edition: 'evidence', lang: 'en' }).text).toContain('n = &lt; 10');
  });

  it('leave out quotes without consent', () => {
    const quote = (consent: boolean) => ({
      kind: 'quote' as const,
      text: 'Said in private',
      source: 'Talk 7',
      consent,
    });
    const persona = put(card(), 'quote', [{ ...line('q', 'Said in private', 'quote'), evidence: [quote(false)] }]);
    for (const { text } of everyFile(persona)) expect(text).not.toMatch(/Said in private|Talk 7/);
    const agreed = put(card(), 'quote', [{ ...line('q', 'Said in private', 'quote'), evidence: [quote(true)] }]);
    expect(exportCard(agreed, { format: 'html', edition: 'face', lang: 'en' }).text).toContain('<cite>Talk 7</cite>');
  });

  it('mark an assumption as one, on the face too', () => {
    const html = exportCard(card(), { format: 'html', edition: 'face', lang: 'zh-CN' }).text;
    expect(html).toContain('<span class="asm">No queue</span><span class="tag">假设</span>');
    expect(html).toContain('<li>Less sugar</li>');
    expect(exportCard(card(), { format: 'markdown', edition: 'face', lang: 'en' }).text).toContain(
      '- *No queue* \\[Assumption\\]',
    );
  });

  it('are the same bytes each time and leave the card as it is', () => {
    const persona = card();
    const before = JSON.stringify(persona);
    expect(everyFile(persona)).toEqual(everyFile(persona));
    expect(JSON.stringify(persona)).toBe(before);
    expect(shareable(shareable(persona))).toEqual(shareable(persona));
  });
});

const ALLOWED_TAGS = new Set(
  'html head meta title style body article header footer section div span p br b em i u h1 ul li cite img svg path rect circle clippath table thead tbody tr th td'.split(
    ' ',
  ),
);

describe('file names', () => {
  it.each([
    ['下班路上的奶茶常客', '下班路上的奶茶常客-face.html'],
    ['../../etc/passwd', 'etc passwd-face.html'],
    ['a<b>:"c"|d?*', 'a b c d-face.html'],
    ['CON', 'persona CON-face.html'],
    ['...', 'persona-face.html'],
    ['\u202egnp.exe', 'gnp.exe-face.html'],
    ['x'.repeat(200), `${'x'.repeat(80)}-face.html`],
  ])('%s', (title, expected) => {
    expect(fileName(title, 'face', '.html')).toBe(expected);
  });

  it('are distinct within one export, without regard to case', () => {
    const names = distinctNames([{ name: 'A-face.md' }, { name: 'a-face.md' }, { name: 'A-face.md' }]);
    expect(names.map(({ name }) => name)).toEqual(['A-face.md', 'a-face (2).md', 'A-face (3).md']);
  });
});

describe('the abstract avatar', () => {
  it('is the same for the same seed, takes the segment colour and varies', () => {
    expect(avatarSvg(4, 2)).toBe(avatarSvg(4, 2));
    expect(avatarSvg(4, 2)).toContain('#b0481f');
    const figures = new Set(
      Array.from({ length: 40 }, (_, seed) => avatarSvg(seed, 1).replace(/"[hb]\d+"|#[hb]\d+/g, '')),
    );
    expect(figures.size).toBeGreaterThan(25);
  });
});
