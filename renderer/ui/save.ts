import { shellWindow } from '../state/connection.ts';
import { envelopeOf } from '../state/answers.ts';
import { tellFailure } from '../state/queries.ts';

/** Write text where the reader says. A failure is shown above the view. @returns whether a file was written */
export async function saveText(name: string, mime: string, text: string): Promise<boolean> {
  return saveBytes(name, mime, new TextEncoder().encode(text));
}

/** Write bytes where the reader says. A failure is shown above the view. @returns whether a file was written */
export async function saveBytes(name: string, mime: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return await shellWindow().saveFile(name, mime, bytes);
  } catch (error) {
    tellFailure(envelopeOf(error));
    return false;
  }
}
