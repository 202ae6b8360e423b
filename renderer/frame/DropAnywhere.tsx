import { useEffect, useState } from 'react';
import { fileFromClipboard, handOver, takeFile, takeFiles } from '../state/intake.ts';
import { attempt } from '../state/queries.ts';
import { openWorkspace } from '../actions.ts';
import { Dropping, useLocale } from '../ui/index.ts';

/** A workspace is opened; anything else is taken as a table. */
async function receive(files: readonly File[]): Promise<void> {
  const [file] = files;
  if (!file) return;
  if (!file.name.endsWith('.persona')) return takeFiles(files);
  const given = await handOver(file);
  return openWorkspace({ fileId: given.fileId });
}

/** A file dropped anywhere, or cells pasted from a spreadsheet outside a text field. */
export function DropAnywhere() {
  const { t } = useLocale();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      void attempt(() => receive(files));
    };
    const paste = (event: ClipboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest('input, textarea, [contenteditable]')) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const files = [...(event.clipboardData?.files ?? [])].filter((file) => !file.type.startsWith('image/'));
      const pasted = fileFromClipboard(event.clipboardData?.getData('text/plain') ?? '');
      if (files.length === 0 && !pasted) return;
      event.preventDefault();
      void attempt(() => (pasted ? takeFile(pasted) : receive(files)));
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, []);
  return over ? <Dropping>{t('frame:drop_here')}</Dropping> : null;
}
