import type {
  Comparison,
  Heatmap,
  LeavingComparison,
  LeavingHeatmap,
  LeavingScatter,
  LeavingSegment,
  Scatter,
  Segment,
  Segmentation,
} from '../../../../shared/contract/segments.ts';
import { FEW } from '../../../../shared/contract/explore.ts';
import { told } from '../../../../shared/privacy.ts';
import { SMALL_SEGMENT } from '../../../../shared/privacy/chart.ts';
import { type KeptSegments, keptSegments, leavingComparison } from '../../../../shared/privacy/segments.ts';
import type { Audience } from '../../../../shared/contract/leaving.ts';
import { inFull, left } from './door.ts';

/** What the door must know of a segmentation. */
type Of = Pick<Segmentation, 'segments' | 'n'>;

/** Every segment is told. */
const NONE: KeptSegments = { has: () => false, named: () => true };

/** The heat map as it leaves: with all other rows, each difference from everyone would tell of the last. @throws AppError refused */
export function heatmapLeft(heat: Heatmap, of: Of, audience: Audience): LeavingHeatmap {
  const full = inFull({ audience, total: of.n });
  const kept = full ? NONE : keptSegments(of);
  const rows = heat.rows.filter(({ segment }) => !kept.has(segment));
  const columns = heat.attributes.length;
  return left(
    { segments: of.segments.map((one) => segmentLeft(one, kept)), heat: { ...heat, rows } },
    full ? 'full' : (heat.rows.length - rows.length) * columns,
  );
}

/** One attribute over all segments as it leaves. @throws AppError refused */
export function comparisonLeft(comparison: Comparison, of: Of, audience: Audience): LeavingComparison {
  const full = inFull({ audience, total: of.n });
  const kept = full ? NONE : keptSegments(of);
  const leaving = full ? comparison : leavingComparison(comparison, kept);
  const groups = leaving.groups.map((group) => ({
    ...group,
    missing: full ? group.missing : (told(group.missing) ?? FEW),
  }));
  return left(
    { segments: of.segments.map((one) => segmentLeft(one, kept)), comparison: { ...leaving, groups } },
    full ? 'full' : figuresIn(comparison) - figuresIn(leaving),
  );
}

/** The map of customers as it leaves: points of segments that may be told. @throws AppError refused */
export function scatterLeft({ x, y, segment, axes }: Scatter, of: Of, audience: Audience): LeavingScatter {
  const full = inFull({ audience, total: of.n });
  const kept = full ? NONE : keptSegments(of);
  const open = (_: number, i: number) => !kept.has(segment[i]!);
  const segments = of.segments.filter(({ excluded }) => !excluded).map((one) => segmentLeft(one, kept));
  const points = {
    x: x.filter(open),
    y: y.filter(open),
    segment: segment.filter(open),
    customer: new Int32Array(),
    axes,
  };
  return left({ segments, points }, full ? 'full' : segments.filter(({ size }) => size === null).length);
}

function segmentLeft({ id, title, name, colour, size }: Segment, kept: KeptSegments): LeavingSegment {
  const called = kept.named(id) ? { title, name } : { title: SMALL_SEGMENT, name: null };
  return { id, colour, ...called, size: kept.has(id) ? null : size };
}

/** Groups of numbers, levels of shares. */
const figuresIn = ({ groups }: Comparison): number =>
  groups.reduce((sum, { shares }) => sum + (shares?.length ?? 1), 0);
