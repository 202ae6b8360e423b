import type { NoteKind, Speaker, SpeakerRole } from '../contract/notes.ts';

/** A stretch of a note said by one speaker: `[start, stop)` in UTF-16 units; `speaker` indexes the list it was made with. */
export type Turn = { readonly start: number; readonly stop: number; readonly speaker: number };

/** The words by which transcripts name a role, in lower case. */
const ROLE_WORDS: Readonly<Record<Exclude<SpeakerRole, 'other'>, RegExp>> = {
  interviewer:
    /^(?:interviewer|moderator|researcher|facilitator|host|int|mod|q|question|访谈者|访谈员|访谈人|访问者|访问员|采访者|采访人|主持人|主持|研究员|调研员|提问者?|问)$/u,
  sales:
    /^(?:sales|salesperson|seller|sales rep|rep|account manager|store manager|shop manager|manager|shop assistant|barista|cashier|consultant|销售|业务员|顾问|店员|导购|客户经理|店长)$/u,
  support: /^(?:support|agent|service|helpdesk|operator|staff|客服|售后|坐席|接线员|服务员|工作人员)$/u,
  customer:
    /^(?:customer|client|respondent|participant|interviewee|user|buyer|guest|member|patient|subject|informant|a|answer|客户|顾客|受访者|被访者|受访人|被访人|用户|会员|买家|患者|家长|学员|消费者|答)$/u,
};
/** P3, S1, R12, Speaker 2, 受访者A, 用户 3: one of several, without a name. */
const NUMBERED = /^(.*?)[\s#_-]*(?:\d{1,4}|[A-Z]|[一二三四五六七八九十甲乙丙丁])$/u;
const NUMBERED_CUSTOMER = /^(?:p|r|u|c|s|participant|respondent|speaker|说话人|发言人)$/u;

/** Labels that head a line and name no speaker. */
const HEADINGS =
  /^(?:date|time|place|location|topic|subject|note|notes|summary|duration|project|file|title|consent|member id|customer id|customer no|participants?|attendees|phone|email|tel|re|to|from|cc|https?|日期|时间|地点|主题|备注|记录|记录人|摘要|时长|项目|标题|参与者|参加人|电话|手机|邮箱|附件|来源|渠道|订单号?|编号|会员号|客户编号|同意|知情同意|授权|结论|总结|背景|目的)$/u;

/** A line that begins with a label and a colon; a time stamp may stand before it. */
const LABELLED =
  /^[\t \u3000]*(?:[[(（【]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])）】]?[\t \u3000]*)?(?:\*\*)?([^\s:：*[\](（][^:：\n*]{0,39}?)(?:[\t \u3000]*[(（][^()（）\n]{0,20}[)）])?(?:\*\*)?[\t \u3000]*[:：](?!\/\/)/gmu;

/** The role a label says by itself; null for a name or anything else. */
function roleOfLabel(label: string): SpeakerRole | null {
  const plain = label.trim().toLowerCase();
  for (const [role, words] of Object.entries(ROLE_WORDS)) if (words.test(plain)) return role as SpeakerRole;
  const numbered = NUMBERED.exec(label.trim())?.[1]?.trim().toLowerCase();
  if (numbered === undefined || numbered === '') return null;
  if (NUMBERED_CUSTOMER.test(numbered)) return 'customer';
  for (const [role, words] of Object.entries(ROLE_WORDS)) if (words.test(numbered)) return role as SpeakerRole;
  return null;
}

/** Whether a label names a person: it is replaced by the role wherever a quote is shown. */
export const isName = (label: string): boolean => roleOfLabel(label) === null;

/**
 * The speakers a text names at the beginning of its lines, in order of their first turn. Words for a role and numbered
 * labels always count; anything else only where it is short, comes back and the text is a conversation, so that
 * "Budget: 300" makes no speaker. Linear in the text.
 * @returns at most 60
 */
export function detectSpeakers(text: string): Speaker[] {
  const counts = new Map<string, number>();
  for (const match of text.matchAll(LABELLED)) {
    const label = match[1]!.trim();
    if (label.length > 30 || HEADINGS.test(label.toLowerCase())) continue;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const known = [...counts].filter(([label]) => roleOfLabel(label) !== null);
  const others = [...counts].filter(([label, n]) => roleOfLabel(label) === null && n >= 2 && looksLikeName(label));
  const turns = [...known, ...others].reduce((sum, [, n]) => sum + n, 0);
  const conversation = turns >= 4 && known.length + others.length >= 2;
  const kept = new Set([...known, ...(conversation ? others : [])].map(([label]) => label));
  return [...counts.keys()]
    .filter((label) => kept.has(label))
    .slice(0, 60)
    .map((label) => ({ label, role: roleOfLabel(label) ?? 'customer' }));
}

const looksLikeName = (label: string): boolean =>
  /^[\p{Script=Han}·]{2,6}$/u.test(label) || /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}$/u.test(label);

/** Who speaks where: from each label to the next one. Text before the first label belongs to nobody. */
export function turnsOf(text: string, speakers: readonly Speaker[]): Turn[] {
  if (speakers.length === 0) return [];
  const index = new Map(speakers.map(({ label }, i) => [label, i]));
  const turns: Turn[] = [];
  for (const match of text.matchAll(LABELLED)) {
    const speaker = index.get(match[1]!.trim());
    if (speaker === undefined) continue;
    const last = turns.at(-1);
    if (last) turns[turns.length - 1] = { ...last, stop: match.index };
    turns.push({ start: match.index, stop: text.length, speaker });
  }
  return turns;
}

/** The turn a position lies in, by bisection; undefined before the first. */
export function turnAt(turns: readonly Turn[], at: number): Turn | undefined {
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle]!.start <= at) low = middle + 1;
    else high = middle;
  }
  return turns[low - 1];
}

const KIND_WORDS: readonly (readonly [NoteKind, RegExp])[] = [
  ['interview', /访谈|采访|座谈|interview|transcript|focus group/iu],
  ['support', /客服|售后|工单|投诉|support|ticket|complaint|helpdesk/iu],
  ['sales', /销售|拜访|商机|跟进|sales|deal|visit|lead/iu],
];

/** What a note records, by its title, then by who speaks. */
export function kindOf(title: string, speakers: readonly Speaker[]): NoteKind {
  const named = KIND_WORDS.find(([, words]) => words.test(title));
  if (named) return named[0];
  const roles = new Set(speakers.map(({ role }) => role));
  if (roles.has('interviewer')) return 'interview';
  if (roles.has('support')) return 'support';
  if (roles.has('sales')) return 'sales';
  return 'other';
}
