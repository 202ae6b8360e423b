import { useRef, type ReactNode } from 'react';
import { useMarks } from './useMarks.ts';
import { type Size, useSize } from './useSize.ts';
import type { PlotProps } from './marks.ts';
import './kit.css';

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
export function MarkPlot({ label, size: known, draw }: PlotProps & { label: string; draw: (size: Size) => ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box, known);
  return (
    <MarkBox className="chart-marks" label={label}>
      <div ref={box} className="chart-plot">
        {size ? draw(size) : null}
      </div>
    </MarkBox>
  );
}
