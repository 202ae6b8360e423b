/** A stretch of the text: `[start, stop)`. */
export type Span = readonly [number, number];

/** The position in the note of a place in the page; null outside the text. */
function offsetOf(root: HTMLElement, node: Node, at: number): number | null {
  if (!root.contains(node)) return null;
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const paragraph = element?.closest<HTMLElement>('[data-start]');
  if (!paragraph || !root.contains(paragraph)) {
    // between paragraphs: the beginning of the one that follows
    const next = node.childNodes[at];
    const within =
      next instanceof HTMLElement
        ? next.matches('[data-start]')
          ? next
          : next.querySelector<HTMLElement>('[data-start]')
        : null;
    return within ? Number(within.dataset['start']) : null;
  }
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, at);
  return Number(paragraph.dataset['start']) + range.toString().length;
}

/** The part of the note that is selected; null without one. */
export function selectedSpan(root: HTMLElement): Span | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = offsetOf(root, range.startContainer, range.startOffset);
  // a selection by triple click ends before the first character of the next paragraph
  const stop = offsetOf(root, range.endContainer, range.endOffset);
  return start === null || stop === null || stop <= start ? null : [start, stop];
}

/** Where the caret of the keyboard stands, in the coordinates of the window; null when it is not in the text. */
export function caretBox(root: HTMLElement): DOMRect | null {
  const selection = window.getSelection();
  const node = selection?.focusNode;
  if (!selection || !node || !root.contains(node)) return null;
  const range = document.createRange();
  range.setStart(node, Math.min(selection.focusOffset, lengthOf(node)));
  range.collapse(true);
  const box = range.getClientRects()[0];
  if (box && box.height > 0) return box;
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const line = element?.closest<HTMLElement>('[data-start]')?.getBoundingClientRect();
  return line ? new DOMRect(line.left, line.top, 0, Math.min(line.height, 26)) : null;
}

const lengthOf = (node: Node): number => (node instanceof Text ? node.length : node.childNodes.length);

/** Put the caret before the first paragraph in view, unless it is in the text. */
function placeCaret(root: HTMLElement, scroller: HTMLElement): void {
  const selection = window.getSelection();
  if (!selection || (selection.focusNode && root.contains(selection.focusNode))) return;
  const top = scroller.getBoundingClientRect().top;
  const first = [...root.querySelectorAll<HTMLElement>('[data-start]')].find(
    (paragraph) => paragraph.getBoundingClientRect().bottom > top + 8 && paragraph.textContent !== '',
  );
  if (first) selection.collapse(first, 0);
}

type Move = readonly [direction: 'forward' | 'backward', granularity: 'character' | 'word' | 'line' | 'lineboundary'];

const MOVES: Readonly<Record<string, Move>> = {
  ArrowRight: ['forward', 'character'],
  ArrowLeft: ['backward', 'character'],
  ArrowDown: ['forward', 'line'],
  ArrowUp: ['backward', 'line'],
  Home: ['backward', 'lineboundary'],
  End: ['forward', 'lineboundary'],
};

/**
 * Move the caret, or the end of the selection with Shift, as in an editor: text that cannot be edited has no caret of
 * its own. @returns whether the key was one of these
 */
export function moveCaret(
  root: HTMLElement,
  scroller: HTMLElement,
  event: { key: string; shiftKey: boolean; ctrlKey: boolean; altKey: boolean; metaKey: boolean },
): boolean {
  const move = MOVES[event.key];
  if (!move || event.metaKey) return false;
  const [direction, granularity] = move;
  const words = (event.ctrlKey || event.altKey) && granularity === 'character';
  if ((event.ctrlKey || event.altKey) && !words) return false;
  placeCaret(root, scroller);
  const selection = window.getSelection();
  if (!selection) return false;
  selection.modify(event.shiftKey ? 'extend' : 'move', direction, words ? 'word' : granularity);
  // never out of the text
  if (selection.focusNode && !root.contains(selection.focusNode)) {
    const edge = direction === 'forward' ? root.lastElementChild : root.firstElementChild;
    if (edge && event.shiftKey) selection.extend(edge, direction === 'forward' ? edge.childNodes.length : 0);
    else if (edge) selection.collapse(edge, 0);
  }
  const box = caretBox(root);
  const view = scroller.getBoundingClientRect();
  if (box && box.bottom > view.bottom - 24) scroller.scrollTop += box.bottom - view.bottom + 48;
  else if (box && box.top < view.top + 24) scroller.scrollTop -= view.top + 48 - box.top;
  return true;
}
