import type { ReactNode } from 'react';
import type { QueryResult } from '../state/queries.ts';
import { Failed, Waiting } from './small.tsx';

/** What a query answered; until then that it is waited for, and when it failed, why, with a way to ask again. */
export function Answered<T>({
  query: { data, error, refetch },
  children,
}: {
  query: Pick<QueryResult<T>, 'data' | 'error' | 'refetch'>;
  children: (data: T) => ReactNode;
}) {
  if (error) return <Failed error={error} retry={refetch} />;
  return data === undefined ? <Waiting /> : <>{children(data)}</>;
}
