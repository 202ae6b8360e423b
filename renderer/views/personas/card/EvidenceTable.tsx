import { COLUMNS, type EvidenceRow, type TableBlock } from '../../../../shared/card/blocks.ts';
import type { ClaimStatus } from '../../../../shared/contract/personas.ts';
import { DifferenceStrip } from '../../../charts/difference-strip/DifferenceStrip.tsx';
import { Icon, useLocale } from '../../../ui/index.ts';
import { BASIS_ICON } from '../words.ts';
import type { Desk } from './desk.ts';
import s from './EvidenceTable.module.css';

/** Headers as short as the screen needs them, and which stand to the right. */
const HEADS: Record<(typeof COLUMNS)[number], { label: string; right?: true }> = {
  field: { label: 'personasUi:field' },
  statement: { label: 'personasUi:statement' },
  basis: { label: 'personasUi:basis' },
  compared: { label: 'personasUi:groupAndAll' },
  effect: { label: 'personasUi:effect', right: true },
  n: { label: 'personas:column.n', right: true },
  asOf: { label: 'personasUi:asOf', right: true },
  status: { label: 'personasUi:status', right: true },
};

const LOOKS: Record<ClaimStatus, string | undefined> = {
  supported: undefined,
  stale: s.stale,
  contradicted: s.contradicted,
  untested: s.untested,
};

/** The evidence on the screen: a row leads to all that stands behind its claim. */
export function EvidenceTable({ table: { rows }, desk }: { table: TableBlock; desk: Desk }) {
  const { t } = useLocale();
  if (rows.length === 0) return <p className="mid">{t('personasUi:noClaims')}</p>;
  return (
    <table className={s.evidence}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={HEADS[column].right ? 'r' : undefined}>
              {t(HEADS[column].label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ClaimRow
            key={`${row.field} ${row.statement.claim}`}
            row={row}
            on={row.statement.claim === desk.claim}
            colour={desk.persona.colour}
            onChoose={() => desk.onClaim(row.field, row.statement.claim)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface ClaimRowProps {
  row: EvidenceRow;
  on: boolean;
  colour: number;
  onChoose: () => void;
}

function ClaimRow({ row, on, colour, onChoose }: ClaimRowProps) {
  const { fmt } = useLocale();
  const { statement, basis, status } = row;
  return (
    <tr className={on ? s.on : ''} onClick={onChoose}>
      <td className="mut">{row.first ? row.label : ''}</td>
      <td>
        <button type="button" aria-pressed={on} className={statement.assumed === null ? '' : s.assumed}>
          {statement.text}
        </button>
      </td>
      <td className="nw mid">
        <Icon name={BASIS_ICON[basis.id]} size={13} /> {basis.label}
      </td>
      <td className={s.compareCell}>
        <Compared row={row} colour={colour} />
      </td>
      <td className="r num nw">{row.effect}</td>
      <td className="r num">{fmt.number(row.compared?.n)}</td>
      <td className="r num nw">{row.asOf.slice(5)}</td>
      <td className={`r nw ${LOOKS[status.id] ?? ''}`}>{status.label}</td>
    </tr>
  );
}

function Compared({ row: { compared, support }, colour }: { row: EvidenceRow; colour: number }) {
  if (!compared?.interval) return <span className="mut">{support}</span>;
  const { segmentValue, baseValue, interval, aggregate } = compared;
  return (
    <DifferenceStrip
      colour={colour}
      value={segmentValue}
      base={baseValue}
      interval={interval}
      {...(aggregate === 'mean' || aggregate === 'median' ? {} : { scale: [0, 1] as const })}
    />
  );
}
