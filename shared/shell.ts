/** What a client gets when a file has been handed to the core: never a path (R6, L10). */
export type FileRef = { fileId: string; name: string; size: number };

/**
 * The few things only a window can do; the preload (Electron) and the loopback transport (browser) each implement it.
 * Everything else goes through frames. Adding a feature never changes it.
 */
export interface WindowApi {
  readonly shell: 'electron' | 'browser';
  /** ask the user for a file and hand it to the core; null when dismissed */
  pickFile(kind: 'table' | 'workspace' | 'recipe'): Promise<FileRef | null>;
  /** hand a dropped or pasted file to the core; `onProgress` in bytes (browser uploads) */
  giveFile(file: unknown, onProgress?: (done: number, total: number) => void): Promise<FileRef>;
  /** write bytes where the user says; false when dismissed */
  saveFile(name: string, mime: string, bytes: Uint8Array): Promise<boolean>;
  /** save a file the core has made (a workspace copy) where the user says; false when dismissed */
  saveMade(fileId: string, name: string): Promise<boolean>;
  /** A4 PDF bytes of a self-contained HTML document, or null where only the print dialog exists (it is then shown) */
  printPdf(html: string): Promise<Uint8Array | null>;
  /** open another window (a second tab in the browser shell) on the same core */
  newWindow(): Promise<void>;
  /** requests that left or tried to leave this machine since the start */
  outbound(): Promise<{ sent: number; blocked: number }>;
  /** native menu commands, by action id */
  onCommand(listener: (actionId: string) => void): () => void;
}
