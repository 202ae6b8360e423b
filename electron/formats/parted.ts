import { saysWhatItIs } from '../analysis/intake/rowKinds.ts';
import { rawOf } from './check.ts';
import type { RowBlock } from './rows.ts';
import type { Part } from './several.ts';

/** Rows of the part that is read, made what they are by `check`; the others are listed with the reason. */
export function parted<Block extends RowBlock>(
  block: RowBlock,
  part: Part,
  delimiter: string,
  check: (own: RowBlock) => Block,
): Block {
  const own: RowBlock = { rows: [], lines: [], rejected: [] };
  const out: RowBlock['rejected'] = [];
  block.rows.forEach((row, i) => {
    const line = block.lines[i]!;
    const reason = part.outside(line);
    // sums and signatures behind an empty line say themselves what they are
    if (reason === null || (reason.key === 'sources:rejected.below' && saysWhatItIs(row))) {
      own.rows.push(row);
      own.lines.push(line);
    } else if (row.some((cell) => cell.trim() !== '')) out.push({ line, reason, raw: rawOf(row, delimiter) });
  });
  for (const row of block.rejected) (part.outside(row.line) === null ? own.rejected : out).push(row);
  const made = check(own);
  return out.length === 0 ? made : { ...made, rejected: [...made.rejected, ...out].sort((a, b) => a.line - b.line) };
}
