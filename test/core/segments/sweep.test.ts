import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../electron/core/client.ts';
import { type Core, createCore } from '../../../electron/core/core.ts';
import type { FileRef } from '../../../shared/shell.ts';
import { SAMPLE, threeGroups } from './bench.ts';

const folder = fs.mkdtempSync(join(tmpdir(), 'pwb-sweep-'));
let core: Core;
const open = () => {
  core = createCore({ home: folder, sample: SAMPLE, version: 'test', open: join(folder, 'w.persona'), threads: 1 });
  return createClient(core.connect('test'));
};
const counts = () =>
  Object.fromEntries(
    core
      .session()
      .db.rows('SELECT segmentation_id, count(*) FROM member GROUP BY segmentation_id ORDER BY segmentation_id'),
  );

afterEach(async () => {
  await core.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('opening a workspace', () => {
  it('takes away members that a crash left, and keeps those an undo or redo can bring back', async () => {
    const client = open();
    fs.writeFileSync(join(folder, 'customers.csv'), threeGroups(120));
    const file = { path: join(folder, 'customers.csv'), purpose: 'read' };
    const { fileId } = (await core.shellCall('shell.registerFile', file)) as FileRef;
    await client.call('sources.import', { fileId });
    const first = await client.call('segments.run', { k: 2, restarts: 2 });
    const second = await client.call('segments.run', { k: 3, restarts: 2 });
    await client.call('workspace.undo', {});
    const stray = second.id + 5;
    // as a program that ends between two of its short transactions leaves them
    core
      .session()
      .db.run(
        'INSERT INTO member (segmentation_id, customer_id, cluster, x, y) SELECT ?, customer_id, cluster, x, y FROM member WHERE segmentation_id = ?',
        stray,
        first.id,
      );
    expect(counts()).toEqual({ [first.id]: 120, [second.id]: 120, [stray]: 120 });
    await core.close();

    const again = open();
    expect(counts()).toEqual({ [first.id]: 120, [second.id]: 120 });
    await again.call('workspace.redo', {});
    expect((await again.call('segments.current', {}))?.id).toBe(second.id);
  });
});
