import { type PersonalSpan, spanOf } from './spans.ts';
import { chineseAddresses } from './streets.ts';

const ENGLISH =
  /(?<![\p{L}\d.,])\d{1,5}[A-Za-z]?,? (?:(?:[NSEW]\.?|North|South|East|West) )?(?:\p{L}[\p{L}'’.-]{0,20} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Close|Crescent|Parkway|Pkwy|Highway|Hwy|Gardens|Grove|Row)\b\.?/giu;
/** Endings that are also words of every day: a capital must say that a name is meant. */
const EVERYDAY = /\b(?:Way|Close|Drive|Court|Place|Square|Row|Street|Road|Lane|Grove|Gardens|Terrace|Highway)\.?$/i;
const SMALL =
  /\b(?:the|a|an|in|on|of|to|from|my|our|this|that|and|or|for|at|by|with|is|was|are|per|more|orders?|items?|days?|minutes?|miles?|km|people|pcs|times|hours?|weeks?|years?|x|pieces?|customers?|no|all|any|other|same)\b/i;
/** Words of which the first begins with a capital, the others with one or a digit. */
const CAPITALS = /^\p{Lu}\S*(?: [\p{Lu}\d]\S*)*$/u;
const TAIL = /(?:,? ?(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|#)\.? ?[A-Za-z]?\d{0,5}[A-Za-z]?\b){1,2}/iy;
const CITY =
  /, ?\p{Lu}[\p{L}'’-]{1,25}(?: \p{Lu}[\p{L}'’-]{1,25})?(?:, ?[A-Z]{2})?(?: \d{5}(?:-\d{4})?| [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})?(?![\p{L}\d])/uy;
const BOX = /\bP\.? ?O\.? ?Box \d{1,6}\b/gi;

/** Where what an expression finds at a place ends; the place itself if it finds nothing there. */
function stopOf(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}

function english(text: string): PersonalSpan[] {
  // every street word and box has Latin letters: most Chinese texts have none
  if (!/[a-z]/iu.test(text)) return [];
  const spans = [...text.matchAll(BOX)].map(({ index, 0: found }) => spanOf('address', index, index + found.length));
  for (const { index, 0: found } of text.matchAll(ENGLISH)) {
    const named = found.slice(found.indexOf(' ') + 1, found.lastIndexOf(' '));
    if (SMALL.test(named)) continue;
    // "3 people waiting on Main Street": the name is what has capitals, or the whole is in small letters and short
    const capital = CAPITALS.test(named);
    if (!capital && (named.split(' ').length > 2 || (EVERYDAY.test(found) && !/ (?:street|road|lane)$/i.test(found))))
      continue;
    const stop = stopOf(CITY, text, stopOf(TAIL, text, index + found.length));
    spans.push(spanOf('address', index, stop));
  }
  return spans;
}

/**
 * Street addresses: a road, estate or building with its number in Chinese, a number with a street word in English, and what
 * stands with them. A street without a number is not found.
 * @param text as `folded` gives it
 */
export const addressesIn = (text: string): PersonalSpan[] => [...chineseAddresses(text), ...english(text)];
