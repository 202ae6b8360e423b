import type { Lang } from '../../../shared/domain.ts';
import type { Progress } from '../../../shared/frames.ts';
import { translatorOf } from '../../../shared/locales/index.ts';
import { printFigure } from '../../../shared/print.ts';

/** Where progress is written. */
export type Terminal = { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };

const EVERY_MS = 500;
const BAR = 24;

/** Progress on standard error: one bar that is redrawn on a terminal, plain lines elsewhere; at most two a second. */
export function progressTo(terminal: Terminal, lang: Lang, clock: () => number = () => performance.now()) {
  const { t } = translatorOf(lang);
  const number = (value: number) => printFigure(value, lang);
  let last = -EVERY_MS;
  let step = '';
  let drawn = false;
  const text = ({ done, total, step: key }: Progress) => {
    const label = t(key);
    const count = total === null ? number(done) : `${number(done)} / ${number(total)}`;
    if (!terminal.isTTY || total === null || total <= 0) return `${label} ${count}`;
    const filled = Math.round(Math.min(1, done / total) * BAR);
    return `${label} ${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${count}`;
  };
  /** take the bar away */
  const end = (): void => {
    if (terminal.isTTY && drawn) terminal.write('\r\u001b[2K');
    drawn = false;
  };
  return {
    end,
    show(progress: Progress): void {
      const now = clock();
      if (progress.step === step && now - last < EVERY_MS) return;
      if (!terminal.isTTY && now - last < EVERY_MS) return;
      last = now;
      step = progress.step;
      drawn = true;
      if (terminal.isTTY) terminal.write(`\r\u001b[2K${text(progress).slice(0, (terminal.columns ?? 80) - 1)}`);
      else terminal.write(`${text(progress)}\n`);
    },
    /** a whole line of its own */
    line(message: string): void {
      end();
      terminal.write(`${message}\n`);
    },
  };
}
