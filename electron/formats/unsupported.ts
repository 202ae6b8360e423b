import { AppError } from '../../shared/frames.ts';

/** The error for files that cannot be imported; `kind` names a sentence of the locales. */
export const unsupported = (kind: string, values?: Record<string, string | number>): AppError =>
  new AppError('unsupported_file', { key: `sources:unsupported.${kind}`, ...(values ? { values } : {}) }, { kind });
