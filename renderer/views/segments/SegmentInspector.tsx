import { useState } from 'react';
import type { Difference, Segment, Segmentation } from '../../../shared/contract/segments.ts';
import { DifferenceStrip } from '../../charts/difference-strip/DifferenceStrip.tsx';
import { useCommand, useQuery } from '../../state/queries.ts';
import {
  Answered,
  Button,
  Dialog,
  IconButton,
  Inspector,
  Labelled,
  Menu,
  type MenuEntry,
  Shape,
  Swatches,
  TextInput,
  useLocale,
} from '../../ui/index.ts';
import { segmentName } from '../../words/segments.ts';
import s from './SegmentInspector.module.css';

export interface SegmentInspectorProps {
  segmentation: Segmentation;
  segment: Segment;
  drafting: boolean;
  onDraft: () => void;
}

/** Sentences shown; the heat map and the comparison have the rest. */
const SENTENCES = 8;

/** What the selected segment is: its figures, what makes it different, its typical customers, and what can be done with it. */
export function SegmentInspector({ segmentation, segment, drafting, onDraft }: SegmentInspectorProps) {
  const { t, fmt, say } = useLocale();
  const [renaming, setRenaming] = useState(false);
  const exclude = useCommand('segments.exclude');
  const name = segmentName({ say }, segment);
  return (
    <Inspector
      label={name}
      head={
        <>
          <div className="row">
            <Shape colour={segment.colour} />
            <h2 className="inspector-title">{name}</h2>
          </div>
          <dl className={s.figs}>
            <div>
              <dt>{t('segmentsUi:customers')}</dt>
              <dd>{fmt.number(segment.size)}</dd>
            </div>
            <div>
              <dt>{t('segmentsUi:ofAll')}</dt>
              <dd>{fmt.percent(segment.share)}</dd>
            </div>
          </dl>
        </>
      }
      actions={
        <>
          <Button className="grow" busy={drafting} onClick={onDraft} disabled={segment.excluded}>
            {t('segmentsUi:draftThis')}
          </Button>
          <Button onClick={() => setRenaming(true)}>{t('segmentsUi:rename')}</Button>
          <MoreMenu
            segmentation={segmentation}
            segment={segment}
            onExclude={() => void exclude.run({ segment: segment.id, excluded: !segment.excluded })}
          />
        </>
      }
    >
      <Differences segmentation={segmentation} segment={segment} />
      <Outcomes segment={segment} />
      <Typical segment={segment} />
      {renaming ? <RenameDialog segment={segment} name={name} onClose={() => setRenaming(false)} /> : null}
    </Inspector>
  );
}

function Differences({ segmentation, segment }: Pick<SegmentInspectorProps, 'segmentation' | 'segment'>) {
  const { t } = useLocale();
  const differences = useQuery('segments.differences', { segment: segment.id, limit: SENTENCES }, { keep: true });
  return (
    <section className="part">
      <div className="row between">
        <h3 className="h">{t('segmentsUi:different')}</h3>
        <span className="cap">{t('segmentsUi:thisAndAll', { n: segment.size, all: segmentation.n })}</span>
      </div>
      <Answered query={differences}>
        {(found) => (found.length === 0 ? <p className="mid">{t('segmentsUi:noDifferences')}</p> : null)}
      </Answered>
      <DifferenceRows differences={differences.data ?? []} colour={segment.colour} />
      {differences.data && differences.data.length > 0 ? <p className="cap">{t('segmentsUi:stripKey')}</p> : null}
    </section>
  );
}

/** What became of the customers of the segment, also where it is what became of everyone. */
function Outcomes({ segment }: { segment: Segment }) {
  const { t } = useLocale();
  const { data } = useQuery('segments.outcomes', { segment: segment.id }, { keep: true });
  if (!data || data.length === 0) return null;
  return (
    <section className="part">
      <h3 className="h">{t('segmentsUi:outcomes')}</h3>
      <DifferenceRows differences={data} colour={segment.colour} />
    </section>
  );
}

/** Customers near the centre of the segment, without their names. */
function Typical({ segment }: { segment: Segment }) {
  const { t } = useLocale();
  const { data } = useQuery('segments.typical', { segment: segment.id, limit: 3 }, { keep: true });
  if (!data || data.length === 0) return null;
  return (
    <section className={`part ${s.typical}`}>
      <div className="row between">
        <h3 className="h">{t('segmentsUi:typical')}</h3>
        <span className="cap">{t('segmentsUi:typicalBasis')}</span>
      </div>
      <ul>
        {data.map((customer) => (
          <li key={customer.pseudonym}>
            <b>{customer.pseudonym}</b>
            <span>{customer.cells.map((cell) => `${cell.column} ${cell.text}`).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function DifferenceRow({ rank, difference, colour }: { rank: number; difference: Difference; colour: number }) {
  const { t, fmt, say } = useLocale();
  const { effect, n, missing, interval, level, p, value } = difference;
  const made = p === null;
  const bounds =
    level === null ? fmt.range(interval[0], interval[1], 2) : `${fmt.percent(interval[0])}–${fmt.percent(interval[1])}`;
  const hint = made
    ? t('segmentsUi:byCutHint', { n, missing })
    : t('segmentsUi:differenceHint', { interval: bounds, n, missing });
  const said = say(difference.sentence);
  return (
    <li className={s.diff} title={hint}>
      <span className={s.rank} aria-hidden="true">
        {rank}
      </span>
      <p>{made ? t('personas:claim.byCut', { said }) : said}</p>
      <DifferenceStrip
        colour={colour}
        value={value}
        base={difference.base}
        interval={made ? [value, value] : interval}
        {...(level === null ? {} : { scale: [0, 1] as const })}
      />
      <span className={`${s.effect} num`}>
        {effect.kind} <b>{fmt.signed(effect.value)}</b>
      </span>
      <span className="sr-only">{hint}</span>
    </li>
  );
}

function MoreMenu({
  segmentation,
  segment,
  onExclude,
}: {
  segmentation: Segmentation;
  segment: Segment;
  onExclude: () => void;
}) {
  const { t, say } = useLocale();
  const merge = useCommand('segments.merge');
  const recolour = useCommand('segments.recolour');
  const [painting, setPainting] = useState(false);
  const others = segmentation.segments.filter((one) => one.id !== segment.id);
  const entries: MenuEntry[] = [
    { label: t(segment.excluded ? 'segmentsUi:include' : 'segmentsUi:exclude'), run: onExclude },
    { label: t('segmentsUi:recolour'), run: () => setPainting(true) },
  ];
  if (others.length > 0) {
    entries.push('-');
    for (const other of others)
      entries.push({
        label: t('segmentsUi:mergeWith', { name: segmentName({ say }, other) }),
        run: () => void merge.run({ segments: [segment.id, other.id] }),
      });
  }
  return (
    <>
      <Menu side="top-end" target={<IconButton icon="more" label={t('segmentsUi:more')} />} entries={entries} />
      {painting ? (
        <Dialog title={t('segmentsUi:recolour')} onClose={() => setPainting(false)} width={360}>
          <Swatches
            value={segment.colour}
            size={18}
            onChoose={(colour) => {
              void recolour.run({ segment: segment.id, colour });
              setPainting(false);
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}

function RenameDialog({ segment, name, onClose }: { segment: Segment; name: string; onClose: () => void }) {
  const { t, say } = useLocale();
  const rename = useCommand('segments.rename');
  const [text, setText] = useState(segment.name ?? name);
  const save = async () => {
    const done = await rename.run({ segment: segment.id, name: text.trim() });
    if (done) onClose();
  };
  return (
    <Dialog
      title={t('segmentsUi:rename')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" busy={rename.busy} onClick={() => void save()}>
            {t('segmentsUi:saveName')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Labelled label={t('segmentsUi:name')}>
          <TextInput
            value={text}
            maxLength={80}
            data-autofocus
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Labelled>
        <p className="cap">{t('segmentsUi:emptyName', { title: say(segment.title) })}</p>
      </form>
    </Dialog>
  );
}

function DifferenceRows({ differences, colour }: { differences: readonly Difference[]; colour: Segment['colour'] }) {
  return (
    <ol className={s.diffs}>
      {differences.map((difference, i) => (
        <DifferenceRow
          key={`${difference.attribute} ${difference.level ?? ''}`}
          rank={i + 1}
          difference={difference}
          colour={colour}
        />
      ))}
    </ol>
  );
}
