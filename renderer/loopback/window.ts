import type { FileRef, WindowApi } from '../../shared/shell.ts';
import { failure } from './failure.ts';
import { authorised } from './session.ts';

type Kind = 'table' | 'workspace' | 'recipe';
const ACCEPT: Record<Kind, string> = {
  table: '.xlsx,.xlsm,.xls,.ods,.csv,.tsv,.tab,.txt,.dat,.json,.jsonl,.ndjson,.htm,.html,.xml,.parquet,.sav,.zsav,.zip',
  workspace: '.persona',
  recipe: '.json',
};
/** An address of a blob is kept this long after a download was begun: the browser reads it in its own time. */
const BLOB_MS = 60_000;

/** What a window can do, in a browser tab. */
export function browserWindow(session: string): WindowApi {
  let blocked = 0;
  document.addEventListener('securitypolicyviolation', () => (blocked += 1));
  return {
    shell: 'browser',
    async pickFile(kind) {
      const file = await ask(ACCEPT[kind]);
      return file && upload(session, file, kind === 'workspace');
    },
    giveFile(file, onProgress) {
      if (!(file instanceof File)) throw new TypeError('not a File');
      return upload(session, file, file.name.endsWith('.persona'), onProgress);
    },
    saveFile(name, mime, bytes) {
      saveBlob(name, new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mime }));
      return Promise.resolve(true);
    },
    async saveMade(fileId, name) {
      const request = { method: 'POST', headers: authorised(session, 'application/json') };
      const response = await fetch('/download', { ...request, body: JSON.stringify({ fileId }) }).catch(() => null);
      if (!response?.ok) throw failure(response ? 'not_found' : 'io', 'browser:error.download', { name });
      saveBlob(name, await response.blob());
      return true;
    },
    async printPdf(html) {
      await print(html);
      return null;
    },
    async newWindow() {
      const request = { method: 'POST', headers: authorised(session, 'application/json'), body: '{}' };
      const response = await fetch('/launch', request).catch(() => null);
      if (!response?.ok) throw failure('io', 'browser:error.offline');
      const { token } = (await response.json()) as { token: string };
      window.open(`/#${token}`, '_blank', 'noopener');
    },
    // Nothing but the workbench itself can be asked for: the policy of the page refuses and tells.
    outbound: () => Promise.resolve({ sent: 0, blocked }),
    onCommand: () => () => undefined,
  };
}

function ask(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => {
      resolve(input.files?.[0] ?? null);
    });
    input.addEventListener('cancel', () => {
      resolve(null);
    });
    input.click();
  });
}

/** `fetch` cannot tell how much of a body has gone; XMLHttpRequest can. */
function upload(
  session: string,
  file: File,
  isWorkspace: boolean,
  onProgress?: (done: number, total: number) => void,
): Promise<FileRef> {
  const { name } = file;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/upload');
    for (const [header, value] of Object.entries(authorised(session, 'application/octet-stream')))
      request.setRequestHeader(header, value);
    request.setRequestHeader('X-File-Name', encodeURIComponent(name.toWellFormed()));
    if (isWorkspace) request.setRequestHeader('X-File-Kind', 'workspace');
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(loaded, total));
    request.addEventListener('load', () => {
      if (request.status === 200) resolve(request.response as FileRef);
      else reject(uploadFailure(request.status, name));
    });
    for (const event of ['error', 'abort', 'timeout'] as const)
      request.addEventListener(event, () => {
        reject(failure('io', 'browser:error.upload', { name }));
      });
    request.send(file);
  });
}

function uploadFailure(status: number, name: string) {
  if (status === 413) return failure('refused', 'browser:error.tooLarge', { name });
  if (status === 507) return failure('disk_full', 'browser:error.diskFull', { name });
  if (status === 400) return failure('foreign_file', 'browser:error.notWorkspace', { name });
  return failure('io', 'browser:error.upload', { name });
}

function saveBlob(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, BLOB_MS);
}

/** Show the print dialog for a document of its own, in a frame nobody sees. Scripts in it cannot run: the page's policy holds. */
async function print(html: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html;charset=utf-8' }));
  const frame = document.createElement('iframe');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  Object.assign(frame.style, { position: 'fixed', inset: '0 auto auto 0', width: '0', height: '0', border: '0' });
  const loaded = new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
  });
  frame.src = url;
  document.body.append(frame);
  await loaded;
  const view = frame.contentWindow!;
  const remove = () => {
    URL.revokeObjectURL(url);
    frame.remove();
  };
  view.addEventListener('afterprint', () => setTimeout(remove, 0), { once: true });
  view.focus();
  view.print();
}
