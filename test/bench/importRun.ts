import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../../electron/core/core.ts';
import { createClient } from '../../electron/core/client.ts';
import { SHELL_CLIENT, type OkFrame } from '../../shared/frames.ts';

/** One import in a process of its own: prints how long it took, the peak memory and the longest time the core was deaf. */
const file = process.argv[2]!;
const home = mkdtempSync(join(tmpdir(), 'bench-core-'));
try {
  const core = createCore({ home, sample: home, version: '0', open: join(home, 'bench.persona') });
  const shell = core.connect(SHELL_CLIENT);
  const registered = new Promise<string>((resolve) => {
    shell.onFrame((frame) => {
      if (frame.type === 'ok') resolve(((frame as OkFrame).output as { fileId: string }).fileId);
    });
  });
  shell.send({
    type: 'call',
    id: 1,
    op: 'shell.registerFile',
    input: { path: file, name: 'orders.csv', purpose: 'read' },
  });
  const fileId = await registered;
  const client = createClient(core.connect('bench'));
  let last = performance.now();
  let gapMs = 0;
  const pulse = setInterval(() => {
    const now = performance.now();
    gapMs = Math.max(gapMs, now - last);
    last = now;
  }, 1);
  const started = performance.now();
  const { read, stored, rejected } = await client.call('sources.import', { fileId });
  const ms = performance.now() - started;
  clearInterval(pulse);
  const rssMb = Math.round(process.resourceUsage().maxRSS / 1000);
  await core.close();
  process.stdout.write(JSON.stringify({ ms, rssMb, gapMs, read, stored, rejected }));
} finally {
  rmSync(home, { recursive: true, force: true });
}
