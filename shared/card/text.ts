import type { Claim, Evidence, Field, Persona } from '../contract/personas.ts';
import type { Lang } from '../domain.ts';
import { sayIn } from '../locales/index.ts';
import {
  cardTitle,
  claimText,
  dataDate,
  fieldLabel,
  hasContent,
  healthOf,
  printCount,
  printDay,
  printEffect,
  printShare,
  quoteSource,
  statOf,
  word,
} from './claims.ts';
import { escapeMarkdown as m } from './escape.ts';
import { fewOr, supportOf } from './evidence.ts';
import type { Edition } from './html.ts';
import { levelText } from './marks.ts';
import { told } from '../privacy.ts';
import { shareable, tellablePrevalence } from './safe.ts';

/** A card as Markdown: what people wrote is text, never mark-up. */
export function cardMarkdown(persona: Persona, options: { edition: Edition; lang: Lang }): string {
  const { lang } = options;
  const safe = shareable(persona);
  const head = [`# ${m(cardTitle(safe, lang))}`, '', m(subtitle(safe, lang)), ''];
  const body = options.edition === 'face' ? faceLines(safe, lang) : evidenceLines(safe, lang);
  return `${[...head, ...body, ...footLines(safe, lang)]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function subtitle(persona: Persona, lang: Lang): string {
  const kind = word(lang, `preset.${persona.preset}`);
  if (persona.segment === null) return kind;
  const n = word(lang, 'groupN', { n: fewOr(persona.n, lang) });
  return `${kind} · ${n} · ${word(lang, 'everyoneN', { n: fewOr(persona.total, lang) })}`;
}

function faceLines(persona: Persona, lang: Lang): string[] {
  return persona.fields
    .filter(
      (field) => field.onFace && hasContent(field) && !['title', 'avatar', 'health', 'image'].includes(field.kind),
    )
    .filter((field) => field.key !== 'version')
    .flatMap((field) => [`## ${m(fieldLabel(field, lang))}`, '', ...fieldLines(field, lang), '']);
}

function fieldLines(field: Field, lang: Lang): string[] {
  const value = field.value === null || field.value === '' ? [] : [m(String(field.value)), ''];
  const rows = field.kind === 'distribution' && field.claims[0] ? statOf(field.claims[0]) : undefined;
  const lines = field.claims.map((claim) => `- ${line(claim, lang)}`);
  if (!rows?.distribution) return [...value, ...lines];
  const table = rows.distribution.map(
    ({ level, share, base }) =>
      `| ${m(levelText(level, lang))} | ${share === null ? m(word(lang, 'withheld')) : printShare(share, lang)} | ${printShare(base, lang)} |`,
  );
  const header = ['level', 'group', 'everyone'].map((key) => m(word(lang, `column.${key}`))).join(' | ');
  return [...lines, '', `| ${header} |`, '| --- | ---: | ---: |', ...table, '', `n = ${printCount(rows.n, lang)}`];
}

function line(claim: Claim, lang: Lang): string {
  const text = m(claimText(claim, lang));
  const beside = claim.said && claim.text !== '' ? ` (${m(claim.text)})` : '';
  return claim.basis === 'assumption' ? `*${text}* \\[${m(word(lang, 'basis.assumption'))}\\]` : `${text}${beside}`;
}

function evidenceLines(persona: Persona, lang: Lang): string[] {
  const keys = ['field', 'statement', 'basis', 'compared', 'effect', 'n', 'asOf', 'status'];
  const rows = persona.fields.flatMap((field) =>
    field.claims.map((claim) => {
      const stat = statOf(claim);
      const cells = [
        fieldLabel(field, lang),
        claimText(claim, lang) + (claim.said && claim.text !== '' ? ` (${claim.text})` : ''),
        word(lang, `basis.${claim.basis}`),
        stat ? intervalText(stat.interval, lang) : supportOf(claim, lang),
        printEffect(stat, lang),
        stat ? fewOr(stat.n, lang) : '–',
        printDay(claim.asOf),
        word(lang, `status.${claim.status}`),
      ];
      return `| ${cells.map(m).join(' | ')} |`;
    }),
  );
  return [
    `| ${keys.map((key) => m(word(lang, `column.${key}`))).join(' | ')} |`,
    `|${' --- |'.repeat(keys.length)}`,
    ...rows,
    '',
  ];
}

const intervalText = (interval: [number, number] | null, lang: Lang): string =>
  interval === null
    ? word(lang, 'counted')
    : word(lang, 'interval', { low: rounded(interval[0]), high: rounded(interval[1]) });

/** Three significant digits. */
const rounded = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(3)) : value);

function footLines(persona: Persona, lang: Lang): string[] {
  const health = healthOf(persona);
  const date = dataDate(persona);
  const review = persona.fields.find((field) => field.key === 'version')?.value;
  const parts = [
    date === null ? '' : word(lang, 'dataAsOf', { date: printDay(date) }),
    health.total === 0
      ? word(lang, 'health.none')
      : word(lang, 'health.summary', { total: health.total, share: health.data / health.total }),
    typeof review === 'string' ? word(lang, 'reviewOn', { date: printDay(review) }) : '',
  ];
  return ['---', '', m(parts.filter((part) => part !== '').join(' · '))];
}

/** Version of the JSON a card is exported as. */
const CARD_JSON_VERSION = 1;

/** A card as JSON: claims with their evidence; no customer, no condition on customers, no group below the floor. */
export function cardJson(persona: Persona, options: { edition: Edition; lang: Lang }): string {
  const { lang, edition } = options;
  const safe = shareable(persona);
  const date = dataDate(safe);
  const fields = safe.fields
    .filter((field) => (edition === 'evidence' || field.onFace) && hasContent(field))
    .filter((field) => !['title', 'avatar', 'health'].includes(field.kind))
    .map((field) => ({
      key: field.key,
      label: fieldLabel(field, lang),
      kind: field.kind,
      onFace: field.onFace,
      value: field.value,
      claims: field.claims.map((claim) => jsonClaim(claim, lang)),
    }));
  const card = {
    format: 'persona-card',
    version: CARD_JSON_VERSION,
    edition,
    lang,
    title: cardTitle(safe, lang),
    preset: safe.preset,
    n: safe.segment === null ? null : told(safe.n),
    total: safe.segment === null ? null : told(safe.total),
    prevalence: tellablePrevalence(safe),
    dataAsOf: date === null ? null : printDay(date),
    fields,
  };
  return `${JSON.stringify(card, null, 2)}\n`;
}

const jsonClaim = (claim: Claim, lang: Lang) => ({
  text: claimText(claim, lang),
  ...(claim.said && claim.text !== '' ? { words: claim.text } : {}),
  basis: claim.basis,
  status: claim.status,
  asOf: printDay(claim.asOf),
  evidence: claim.evidence.map((one) => jsonEvidence(one, lang)),
});

function jsonEvidence(one: Evidence, lang: Lang): Record<string, unknown> {
  if (one.kind === 'quote')
    return {
      kind: one.kind,
      text: one.text,
      source: quoteSource(one, lang),
      ...(one.speakerRole ? { speakerRole: one.speakerRole } : {}),
      ...(one.date ? { date: printDay(one.date) } : {}),
    };
  if (one.kind === 'document') return { ...one };
  if (one.kind === 'view')
    return {
      kind: one.kind,
      title: one.title,
      chart: one.chart,
      measure: sayIn(lang, one.measure),
      n: one.n,
      everyoneN: one.total,
      asOf: printDay(one.asOf),
      figures: one.figures.map(({ label, ...figure }) => ({
        label: typeof label === 'string' ? label : sayIn(lang, label),
        ...figure,
      })),
    };
  return {
    kind: one.kind,
    column: one.column,
    aggregate: one.aggregate,
    level: one.level === null ? null : levelText(one.level, lang),
    n: one.n,
    missing: told(one.missing),
    value: one.segmentValue,
    everyone: one.baseValue,
    everyoneN: one.baseN,
    effect: one.effect,
    interval: one.interval,
    p: one.p,
    comparisons: one.comparisons,
    distribution: one.distribution?.map((row) => ({ ...row, level: levelText(row.level, lang) })) ?? null,
  };
}
