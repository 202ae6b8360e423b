import { useRef, type ReactNode } from 'react';
import { useMarks } from './useMarks.ts';
import { useSize } from './useSize.ts';

interface MarkBoxProps {
  className: string;
  /** names the chart for assistive technology */
  label: string;
  children: ReactNode;
}

/** The box around the marks of a chart: one tab stop, in which the arrow keys move. */
export function MarkBox({ className, label, children }: MarkBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const marks = useMarks(box);
  return (
    <div
      ref={box}
      className={className}
      role="group"
      aria-label={label}
      onKeyDown={marks.onKeyDown}
      onFocus={marks.onFocus}
    >
      {children}
    </div>
  );
}

/** The same around a drawing, which is told its room once it is known. */
export function MarkPlot({ label, draw }: { label: string; draw: (width: number, height: number) => ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  return (
    <MarkBox className="xmarks" label={label}>
      <div ref={box} className="xplot">
        {size ? draw(size.width, size.height) : null}
      </div>
    </MarkBox>
  );
}
