import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SegmentationBody, segmentationForm } from '../../../electron/db/areas/segments/form.ts';
import { readStored, writeStored } from '../../../electron/db/stored.ts';
import { inputsOf } from '../../support/inputs.ts';
import { STORED_BY_0_1 } from './bodies.ts';

const read = (text: string) => readStored(segmentationForm, text, 'segmentation 1');
/** Any body: JSON has no minus nought. */
const bodies = inputsOf(segmentationForm.schema).map((body) =>
  segmentationForm.schema.parse(JSON.parse(JSON.stringify(body))),
);

/** A body as the version stored it that knew only k-means. */
function asFirst(body: SegmentationBody): string {
  const { reads: _reads, separation: _separation, placed: _placed, by, bounded, ...common } = body;
  const { method: _method, reach: _reach, ...kmeans } = by;
  return JSON.stringify({ ...common, ...kmeans, ...(bounded.length > 0 ? { bounded } : {}) });
}

describe('the body of a segmentation', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        expect(read(writeStored(segmentationForm, body))).toEqual(body);
      }),
    );
  });

  it('of the first version becomes what is stored now', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const reads = body.by.features.map(({ attribute, column }) => ({ attribute, column }));
        const by = { ...body.by, reach: null };
        expect(read(asFirst(body))).toEqual({ ...body, reads, separation: null, placed: null, by });
      }),
    );
  });

  it('that version 0.1 stored is k-means with everything it kept', () => {
    const text = STORED_BY_0_1['segmentation']!;
    const body = read(text);
    expect(body.by).toMatchObject({ method: 'kmeans', options: { k: 2, from: 2, to: 10, seed: 1, restarts: 10 } });
    expect(body.reads.map(({ column }) => column)).toContain('Total spent');
    expect(body.bounded).toEqual([]);
    expect([body.separation, body.placed, body.by.reach]).toEqual([null, null, null]);
    expect(JSON.parse(asFirst(body))).toEqual(JSON.parse(text));
  });

  it('keeps the level that stands for a missing value', () => {
    const body = read(STORED_BY_0_1['segmentation']!);
    const [feature, ...rest] = body.by.fitted;
    const own = { ...body, by: { ...body.by, fitted: [{ ...feature!, fill: NaN }, ...rest] } };
    expect(read(writeStored(segmentationForm, own)).by.fitted[0]!.fill).toBeNaN();
  });
});
