import type { StepOf } from '../../../shared/cleaning.ts';
import { simplified } from '../identity/chinese.ts';
import { halfWidth } from '../intake/missing.ts';

/** Signs of Chinese text that stay as they are: they are no slip of the input method. */
const KEPT = /[，；：？！]/;
const BLANKS = /\s+/g;
const BETWEEN_HAN = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

/** How texts are written, as a function of the text; '' for nothing left. Applying it twice changes nothing more. */
export function writer(
  step: Pick<StepOf<'normalise'>, 'trim' | 'spaces' | 'width' | 'case' | 'simplify'>,
): (text: string) => string {
  return (text) => {
    let out = text;
    if (step.width) out = narrow(out);
    if (step.simplify) out = simplified(out);
    if (step.case === 'lower') out = out.toLowerCase();
    else if (step.case === 'upper') out = out.toUpperCase();
    else if (step.case === 'title') out = out.replace(WORD, title);
    if (step.spaces) out = out.replace(BLANKS, ' ').replace(BETWEEN_HAN, '');
    return step.trim ? out.trim() : out;
  };
}

/** Full-width letters, digits and signs as half-width; Chinese commas and the like stay. */
function narrow(text: string): string {
  if (!KEPT.test(text)) return halfWidth(text);
  let out = '';
  for (const char of text) out += KEPT.test(char) ? char : halfWidth(char);
  return out;
}

function title(word: string): string {
  const [first = '', ...rest] = word;
  const upper = first.toUpperCase();
  // a letter that becomes two (ß) stays: the second would be lowered the next time
  return ([...upper].length === 1 ? upper : first) + rest.join('').toLowerCase();
}
