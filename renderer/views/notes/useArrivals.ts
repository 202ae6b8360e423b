import { useEffect, useState } from 'react';
import { NOTE_FILES } from './AddNotes.tsx';

/**
 * Files dropped and text pasted while notes are on screen become notes: this view hears of them before the frame, which
 * would take them for tables. What is no note is left to it. @returns whether notes are held over the window
 */
export function useArrivals(listening: boolean, receive: (files: readonly File[], text: string) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!listening) return undefined;
    const quiet = () => document.querySelector('[role="dialog"][aria-modal="true"]') === null;
    const drop = (event: DragEvent) => {
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (!quiet() || files.length === 0 || !files.every(({ name }) => NOTE_FILES.test(name))) return;
      event.preventDefault();
      event.stopPropagation();
      // the frame may have shown its own sign, for files whose type the system does not tell
      window.dispatchEvent(new DragEvent('dragleave', { relatedTarget: null }));
      receive(files, '');
    };
    const drag = (event: DragEvent) => {
      const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
      // the names are not told before the drop; tables and workspaces have types of their own or none
      const notes =
        items.length > 0 && items.every(({ type }) => /^text\/(plain|markdown)|wordprocessingml/.test(type));
      if (!notes || !quiet()) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const paste = (event: ClipboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (!quiet() || target?.closest('input, textarea, [contenteditable]')) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      // cells of a spreadsheet have tabs in their first lines
      if (text.trim().length < 20 || text.slice(0, 400).includes('\t')) return;
      event.preventDefault();
      event.stopPropagation();
      receive([], text);
    };
    window.addEventListener('dragover', drag, true);
    window.addEventListener('dragleave', leave, true);
    window.addEventListener('drop', drop, true);
    window.addEventListener('paste', paste, true);
    return () => {
      window.removeEventListener('dragover', drag, true);
      window.removeEventListener('dragleave', leave, true);
      window.removeEventListener('drop', drop, true);
      window.removeEventListener('paste', paste, true);
    };
  }, [listening, receive]);
  return over;
}
