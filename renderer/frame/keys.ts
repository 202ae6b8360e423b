import type { Action } from '../actions.ts';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** The first way to a command, as key caps: Ctrl Shift Z. */
export function keyCaps(keys: readonly string[] | undefined): string | undefined {
  return keys?.[0]
    ?.split('+')
    .map((key) => (key === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : key))
    .join(' ');
}

function matches(event: KeyboardEvent, combination: string): boolean {
  const parts = combination.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (name: string) => parts.includes(name);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  if (mod !== wants('Mod') || other || event.altKey !== wants('Alt')) return false;
  // a sign such as ? is reached with Shift on some keyboards and without on others
  const isSign = /^[^A-Za-z0-9]$/.test(key);
  if (!isSign && event.shiftKey !== wants('Shift')) return false;
  if (/^[0-9]$/.test(key)) return event.code === `Digit${key}` || event.key === key;
  // with Alt some keyboards write another sign: the key's place on the keyboard decides
  if (wants('Alt')) return event.code === `Key${key.toUpperCase()}`;
  return event.key.toLowerCase() === key.toLowerCase();
}

/** Whether the keyboard is writing text just now. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|range)$/.test(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** In a field the field's own undo and its letters come first; these commands still make sense there. */
const IN_FIELDS = new Set(['view.palette']);

/** The action that a key press asks for. Nothing while text is being composed with an input method. */
export function actionFor(event: KeyboardEvent, actions: readonly Action[]): Action | undefined {
  if (event.isComposing || event.key === 'Process' || event.defaultPrevented || event.repeat) return undefined;
  const writing = isWriting(event.target);
  return actions.find(
    (action) =>
      (!writing || IN_FIELDS.has(action.id) || action.group === 'go') &&
      (action.keys?.some((combination) => matches(event, combination)) ?? false),
  );
}
