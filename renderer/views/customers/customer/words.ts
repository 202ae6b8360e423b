import type { Attribute, Cell, CustomerPage, TimelineEntry } from '../../../../shared/contract/customers.ts';
import { printAmount, printPoint, printValue } from '../../../../shared/print.ts';
import type { NameOf } from '../../../state/terms.ts';
import type { Locale } from '../../../ui/index.ts';
import { pseudonymOf } from '../../../words/customers.ts';

/** Pseudonym, and the name as it is masked where there is one. */
export function titleOf({ t }: Locale, page: CustomerPage, attributes: readonly Attribute[]): string {
  const at = attributes.findIndex(({ personal }) => personal === 'name');
  const name = at < 0 ? null : page.cells[at];
  const title = t('customerUi:title', { pseudonym: pseudonymOf(page.id) });
  return name === null || name === undefined ? title : `${title} · ${String(name)}`;
}

/** An amount with its unit, as the file wrote it. */
export function amountText(entry: Pick<TimelineEntry, 'unit'>, amount: number | null, { lang }: Locale): string {
  if (amount === null) return '';
  return printAmount(amount, entry.unit ?? '', lang);
}

/** A day, and the time where one is known. */
export function whenText(at: string | null, { t }: Locale): { day: string; time: string } {
  if (at === null) return { day: t('customerUi:undated'), time: '' };
  return { day: at.slice(0, 10), time: at.slice(11, 16) };
}

/** What an entry is, in a few words. */
export function entryTitle(entry: TimelineEntry, { t }: Locale): string {
  if (entry.kind === 'orders')
    return entry.title === null ? t('customerUi:orderNoId') : t('customerUi:order', { id: entry.title });
  return entry.title ?? t(`kinds:kind.${entry.kind}`);
}

/** What is worth knowing of an entry, on one line. */
export function entrySummary(entry: TimelineEntry, nameOf: NameOf, { t, lang }: Locale): string {
  const parts: string[] = [];
  if (entry.kind === 'orders') {
    const items = entry.lines.flatMap(({ item }) => (item === null ? [] : [String(item)]));
    if (entry.rows > 1) parts.push(t('customerUi:linesOf', { count: entry.rows }));
    if (items.length > 0) parts.push(items.slice(0, 3).join(lang === 'zh-CN' ? '、' : ', '));
  }
  for (const { name, value, type } of entry.facts) {
    const text = printValue(value, { name, type }, lang);
    // an answer says little without its question
    parts.push(entry.kind === 'survey' ? `${nameOf(name)} ${text}` : text);
  }
  if (entry.note) {
    parts.push(t('customerUi:quotesOf', { count: entry.note.quotes }));
    parts.push(...entry.note.themes);
  }
  if (entry.text !== null) parts.push(entry.text.replace(/\s+/g, ' ').slice(0, 200));
  return parts.join(' · ');
}

/** A figure of an attribute's axis: numbers, shares, or days since 1970 of dates. */
export function figureText(value: number, attribute: Attribute, { lang }: Locale): string {
  if (attribute.type === 'date') return printPoint(value * 86_400_000, attribute, lang).replaceAll('-', '\u2011');
  return printPoint(value, attribute, lang);
}

/** Whether there is anything to show of a cell. */
export const isKnown = (cell: Cell | undefined): cell is string | number => cell !== null && cell !== undefined;
