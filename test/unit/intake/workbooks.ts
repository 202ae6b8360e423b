import { AppError } from '../../../shared/frames.ts';
import type { TestCell } from '../../fixtures/files/workbook.ts';
import { fileOf, rawOf } from './data.ts';

/** The table of a workbook written in a test. */
export const table = async (bytes: Buffer, read = {}) => rawOf(fileOf(bytes), read);

/** The key of the sentence with which a workbook is refused; `read` where it is not. */
export async function keyOf(bytes: Buffer, read = {}): Promise<string> {
  try {
    await table(bytes, read);
    return 'read';
  } catch (error) {
    return error instanceof AppError ? error.said.key : String(error);
  }
}

export const noteKeys = (notes: readonly { key: string }[]) => notes.map(({ key }) => key);
export const cell = (attributes: string, inner: string): TestCell => ({ xml: `<c ${attributes}>${inner}</c>` });
/** A number with one of the formats of its workbook, counted from 1. */
export const styled = (style: number, value: string) => cell(`s="${String(style)}"`, `<v>${value}</v>`);
