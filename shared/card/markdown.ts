import type { Persona } from '../contract/personas.ts';
import type { Lang } from '../domain.ts';
import type { Block, CardLayout, Content, Edition, EvidenceRow, HeadBlock, Section, Statement } from './blocks.ts';
import { countOrFew, printCount, word } from './claims.ts';
import { escapeMarkdown as m } from './escape.ts';
import { layoutCard } from './layout.ts';
import { shareable } from './safe.ts';

/** A card as Markdown: what people wrote is text, never mark-up. */
export function cardMarkdown(persona: Persona, { edition, lang }: { edition: Edition; lang: Lang }): string {
  const layout = layoutCard(shareable(persona), { edition, lang, place: 'paper' });
  const body = layout.blocks.flatMap((block) => blockLines(block, layout));
  return `${[...body, ...imprint(layout)]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

/** A block as lines of Markdown. */
export function blockLines(block: Block, { lang }: CardLayout): string[] {
  const sections = (list: readonly Section[]) => list.flatMap((one) => sectionLines(one, lang));
  switch (block.kind) {
    case 'head':
      return [
        `# ${m(block.title)}`,
        '',
        m(subtitle(block, lang)),
        '',
        ...(block.cut === null ? [] : [m(block.cut), '']),
        ...sections(block.sections),
      ];
    case 'figures':
      return sections([block.section]);
    case 'row':
      return sections(block.cells.flat());
    case 'table':
      return [
        tableRow(block.columns),
        `|${' --- |'.repeat(block.columns.length)}`,
        ...block.rows.map((row) => tableRow(cells(row, lang))),
        '',
      ];
    case 'foot':
    case 'health':
      // every file ends with the imprint, which says the same
      return [];
    case 'legend':
      // nothing is drawn that it could explain
      return [];
  }
}

function subtitle({ kicker, sizes }: HeadBlock, lang: Lang): string {
  if (sizes === null) return kicker.preset;
  const n = word(lang, 'groupN', { n: countOrFew(sizes.group, lang) });
  return `${kicker.preset} · ${n} · ${word(lang, 'everyoneN', { n: countOrFew(sizes.everyone, lang) })}`;
}

function sectionLines({ label, content }: Section, lang: Lang): string[] {
  const lines = content.flatMap((one) => contentLines(one, lang));
  return lines.length === 0 ? [] : [`## ${m(label)}`, '', ...lines, ''];
}

/** What stands in a field as lines of Markdown. */
export function contentLines(content: Content, lang: Lang): string[] {
  switch (content.kind) {
    case 'paragraph':
      return [m(content.text), ''];
    case 'amount':
    case 'scale':
    case 'choice':
      return content.value === null ? [] : [m(String(content.value)), ''];
    case 'picture':
      // a file of text holds none
      return [];
    case 'statements':
    case 'quotes':
    case 'figures':
    case 'traits':
      return statements(content.items);
    case 'distributions': {
      const [first] = content.items;
      const lines = statements(content.items);
      return first && first.levels.length > 0 ? [...lines, ...levelLines(first, lang)] : lines;
    }
  }
}

const statements = (items: readonly Statement[]): string[] =>
  items.filter(({ withheld }) => !withheld).map((one) => `- ${statement(one)}`);

function statement({ text, beside, assumed }: Statement): string {
  if (assumed !== null) return `*${m(text)}* \\[${m(assumed)}\\]`;
  return beside === null ? m(text) : `${m(text)} (${m(beside)})`;
}

function levelLines({ levels, n }: Extract<Content, { kind: 'distributions' }>['items'][number], lang: Lang): string[] {
  const header = ['level', 'group', 'everyone'].map((key) => m(word(lang, `column.${key}`))).join(' | ');
  const rows = levels.map(
    ({ label, share, shareText, baseText }) =>
      `| ${m(label)} | ${share === null ? m(shareText) : shareText} | ${baseText} |`,
  );
  return ['', `| ${header} |`, '| --- | ---: | ---: |', ...rows, '', `n = ${printCount(n, lang)}`];
}

const tableRow = (texts: readonly string[]): string => `| ${texts.map(m).join(' | ')} |`;

function cells(
  { label, statement: said, basis, compared, support, effect, asOf, status }: EvidenceRow,
  lang: Lang,
): string[] {
  return [
    label,
    said.beside === null ? said.text : `${said.text} (${said.beside})`,
    basis.label,
    compared === null ? support : (compared.between ?? compared.counted),
    effect,
    compared === null ? '–' : countOrFew(compared.n, lang),
    asOf,
    status.label,
  ];
}

function imprint({ imprint: { dataAsOf, health, review } }: CardLayout): string[] {
  const parts = [dataAsOf, health.summary, review].filter((part) => part !== null);
  return ['---', '', m(parts.join(' · '))];
}
