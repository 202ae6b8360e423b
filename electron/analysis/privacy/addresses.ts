import { type PersonalSpan, spanOf } from './spans.ts';
import { chineseAddresses } from './streets.ts';
import { stopOf, unitsOf } from './units.ts';

const ENGLISH =
  /(?<![\p{L}\d.,])\d{1,5}[A-Za-z]?,? (?:(?:[NSEW]\.?|North|South|East|West) )?(?:\p{L}[\p{L}'’.-]{0,20} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Close|Crescent|Parkway|Pkwy|Highway|Hwy|Gardens|Grove|Row)\b\.?/giu;
/** Endings that are also words of every day: a capital must say that a name is meant. */
const EVERYDAY = /\b(?:Way|Close|Drive|Court|Place|Square|Row|Street|Road|Lane|Grove|Gardens|Terrace|Highway)\.?$/i;
const SMALL =
  /\b(?:the|a|an|in|on|of|to|from|my|our|this|that|and|or|for|at|by|with|is|was|are|per|more|orders?|items?|days?|minutes?|miles?|km|people|pcs|times|hours?|weeks?|years?|x|pieces?|customers?|no|all|any|other|same)\b/i;
/** Words of which the first begins with a capital, the others with one or a digit. */
const CAPITALS = /^\p{Lu}\S*(?: [\p{Lu}\d]\S*)*$/u;
const TAIL = /(?:,? ?(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|#)\.? ?[A-Za-z]?\d{0,5}[A-Za-z]?\b){1,2}/iy;
const TAIL_BEGINS = unitsOf(', AaSsUuFfRr#');
const CITY =
  /, ?\p{Lu}[\p{L}'’-]{1,25}(?: \p{Lu}[\p{L}'’-]{1,25})?(?:, ?[A-Z]{2})?(?: \d{5}(?:-\d{4})?| [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})?(?![\p{L}\d])/uy;
const CITY_BEGINS = unitsOf(',');
const BOX = /\bP\.? ?O\.? ?Box \d{1,6}\b/gi;

/** Adds the English addresses of a text to those that are found already. */
function addEnglish(text: string, spans: PersonalSpan[]): void {
  // every street word and box has Latin letters: most Chinese texts have none
  if (!/[a-z]/iu.test(text)) return;
  BOX.lastIndex = 0;
  for (let box = BOX.exec(text); box; box = BOX.exec(text)) spans.push(spanOf('address', box.index, BOX.lastIndex));
  ENGLISH.lastIndex = 0;
  for (let street = ENGLISH.exec(text); street; street = ENGLISH.exec(text)) {
    if (!isStreet(street[0])) continue;
    const stop = stopOf(TAIL, TAIL_BEGINS, text, ENGLISH.lastIndex);
    spans.push(spanOf('address', street.index, stopOf(CITY, CITY_BEGINS, text, stop)));
  }
}

/** Whether a number, some words and a street word are an address, by the words between. */
function isStreet(found: string): boolean {
  const named = found.slice(found.indexOf(' ') + 1, found.lastIndexOf(' '));
  if (SMALL.test(named)) return false;
  // "3 people waiting on Main Street": the name is what has capitals, or the whole is in small letters and short
  if (CAPITALS.test(named)) return true;
  return named.split(' ').length <= 2 && (!EVERYDAY.test(found) || / (?:street|road|lane)$/i.test(found));
}

/**
 * Street addresses: a road, estate or building with its number in Chinese, a number with a street word in English, and what
 * stands with them. A street without a number is not found.
 * @param text as `folded` gives it
 */
export function addressesIn(text: string): PersonalSpan[] {
  const spans = chineseAddresses(text);
  addEnglish(text, spans);
  return spans;
}
