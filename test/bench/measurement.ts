/** What a case measured: `ms` against `peerMs` in the same run; cases without a peer have null there. */
export type Measurement = {
  case: string;
  ms: number | null;
  peer: string | null;
  peerMs?: number | null;
  ratio?: number | null;
  /** peak resident memory of the measured process, MB */
  rssMb?: number;
  /** said when something needed is missing here */
  note?: string;
  [more: string]: unknown;
};
