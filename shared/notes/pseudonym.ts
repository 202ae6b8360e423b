import type { Speaker, SpeakerRole } from '../contract/notes.ts';
import { isName } from './speakers.ts';

/** What takes the place of a name, a contact and a person named in passing. */
export type Stand = { readonly role: (role: SpeakerRole) => string; readonly contact: string; readonly person: string };

const MAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const PHONE =
  /(?<![\d.])(?:\+\d{1,3}[- ]?)?(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]\d{7,8}|\(?\d{3}\)?[- ]\d{3}[- ]\d{4})(?!\d)/g;
const LONG_NUMBER = /(?<![\d.,])\d{15,19}[\dXx]?(?!\d)/g;
/** A surname with a form of address: 王女士, 李先生, 张经理. The hundred commonest surnames. */
const ADDRESSED_ZH =
  /[王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚][\p{Script=Han}]{0,2}?(?:先生|女士|小姐|太太|老师|阿姨|大哥|大姐|师傅)/gu;
const ADDRESSED_EN = /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30})?/gu;

/**
 * A quote as it may be shown: names of speakers become their role, names that are to be hidden and people addressed by
 * name become a neutral word, phone numbers, e-mail addresses and long numbers go. It lowers the risk and does not rule it
 * out: a name nobody listed and no form of address goes with stays, which is why consent is asked for as well.
 * @param hidden names to hide, of any script; shorter than two characters are left alone
 */
export function pseudonymise(
  text: string,
  speakers: readonly Speaker[],
  hidden: readonly string[],
  stand: Stand,
): string {
  const names: [string, string][] = [
    ...speakers
      .filter(({ label }) => isName(label))
      .map(({ label, role }): [string, string] => [label, stand.role(role)]),
    ...hidden.map((name): [string, string] => [name.trim(), stand.person]),
  ];
  // the longest first: 王小明 before 小明
  names.sort(([a], [b]) => b.length - a.length);
  let out = text;
  for (const [name, word] of names) if ([...name].length >= 2) out = replaceName(out, name, word);
  return out
    .replace(MAIL, stand.contact)
    .replace(LONG_NUMBER, stand.contact)
    .replace(PHONE, stand.contact)
    .replace(ADDRESSED_ZH, stand.person)
    .replace(ADDRESSED_EN, stand.person);
}

/** Latin names as whole words and in any case, others wherever they stand. */
function replaceName(text: string, name: string, word: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const latin = /^[\p{Script=Latin}\s.'’-]+$/u.test(name);
  const pattern = latin
    ? new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu')
    : new RegExp(escaped, 'giu');
  return text.replace(pattern, () => word);
}
