import type { ReactNode } from 'react';
import s from './Dropping.module.css';

/** Over the window while files are dragged across it: what letting go will do. */
export function Dropping({ children }: { children: ReactNode }) {
  return <div className={s.dropping}>{children}</div>;
}
