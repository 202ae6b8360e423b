import { CallError } from '../../shared/client.ts';
import type { Said } from '../../shared/domain.ts';
import type { ErrorCode, ErrorEnvelope } from '../../shared/frames.ts';
import { sayIn } from '../../shared/locales/index.ts';

/** An envelope for what goes wrong on this side of the core. */
export function envelopeOf(code: ErrorCode, key: string, values?: Said['values']): ErrorEnvelope {
  const said: Said = values === undefined ? { key } : { key, values };
  return {
    code,
    said,
    message: sayIn(
      (globalThis.document as Document | undefined)?.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en',
      said,
    ),
  };
}

/** The same as an error. */
export const failure = (code: ErrorCode, key: string, values?: Said['values']): CallError =>
  new CallError(envelopeOf(code, key, values));
