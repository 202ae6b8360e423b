import type { ReactNode } from 'react';
import './kit.css';

interface AxisProps {
  ticks: readonly number[];
  /** where a value of the axis is, px */
  at: (value: number) => number;
  /** a value in words */
  print: (value: number) => string;
}

/** The figures of an upright axis, to the left of it, each with its hairline. @param ends of the hairlines, px */
export function ValueAxis({ ends: [left, right], ...axis }: AxisProps & { ends: readonly [number, number] }) {
  return (
    <>
      {axis.ticks.map((tick) => (
        <line key={tick} x1={left} x2={right} y1={axis.at(tick)} y2={axis.at(tick)} stroke="var(--line)" />
      ))}
      <LeftLabels {...axis} left={left} />
    </>
  );
}

/** The figures of an upright axis. @param left of the axis, px */
export function LeftLabels({ ticks, at, print, left }: AxisProps & { left: number }) {
  return ticks.map((tick) => (
    <text key={tick} className="chart-tick" x={left - 6} y={at(tick) + 4} textAnchor="end">
      {print(tick)}
    </text>
  ));
}

interface FootProps extends Omit<AxisProps, 'at'> {
  /** where a value of the axis is, in px or as CSS writes it */
  at: (value: number) => number | string;
  /** foot of the figures, px */
  foot: number;
}

/** The figures of a lying axis. */
export function FootLabels({ ticks, at, print, foot }: FootProps) {
  return ticks.map((tick) => (
    <text key={tick} className="chart-tick" x={at(tick)} y={foot} textAnchor="middle">
      {print(tick)}
    </text>
  ));
}

/** What is measured along an axis, in words. */
export function AxisName({
  x,
  y,
  end = false,
  children,
}: {
  x: number;
  y: number;
  end?: boolean;
  children: ReactNode;
}) {
  return (
    <text className="chart-name" x={x} y={y} textAnchor={end ? 'end' : undefined}>
      {children}
    </text>
  );
}
