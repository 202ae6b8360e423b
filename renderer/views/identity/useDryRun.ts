import { useCallback, useEffect, useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { IdentityReport, IdentityRules } from '../../../shared/contract/identity.ts';
import { type JobState, useJob } from '../../state/jobs.ts';

type State = Out<'identity.rules'>;

/** What a join would do, kept current while rules are changed. */
export interface DryRun {
  /** of the dry run, else of the last join */
  readonly report: IdentityReport | null;
  /** the figures are those of a dry run */
  readonly tried: boolean;
  /** the figures are older than the rules */
  readonly old: boolean;
  readonly job: JobState<'identity.preview'>;
  retry(): void;
}

/** Rest after a change before the join is tried. */
const SETTLE_MS = 250;
/** The dry run that was made last, for coming back to the view. */
let last: { basis: string; report: IdentityReport } | null = null;

/** Tries the join when there is no join of these rules yet, and again with every change of them. */
export function useDryRun({ rules, report, stale, sources, decisions }: State): DryRun {
  const job = useJob('identity.preview', { quiet: true, attach: false });
  const [made, setMade] = useState(last);
  const basis = JSON.stringify([rules, sources, decisions]);
  const current = report !== null && !stale;
  const tried = !current && made?.basis === basis ? made.report : null;
  const needed = !current && tried === null;
  const { run } = job;
  const start = useCallback(async () => {
    const [asked] = JSON.parse(basis) as [IdentityRules];
    const result = await run({ rules: asked });
    if (!result) return;
    last = { basis, report: result };
    setMade(last);
  }, [basis, run]);
  useEffect(() => {
    if (!needed) return undefined;
    // several changes in a row are tried once
    const timer = window.setTimeout(() => void start(), SETTLE_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [needed, start]);
  return {
    report: tried ?? report,
    tried: tried !== null,
    old: needed,
    job,
    retry: () => void start(),
  };
}
