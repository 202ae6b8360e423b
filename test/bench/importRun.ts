import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../../electron/core/core.ts';
import { createClient } from '../../electron/core/client.ts';
import { peakMemory } from '../support/peak-memory.ts';
import { SHELL_CLIENT, type OkFrame } from '../../shared/frames.ts';

/**
 * One import in a process of its own: prints how long it took, the peak memory and the longest time the core was deaf. A
 * file of one line is looked at before: the program does so with every file it imports, so the reading thread is up.
 */
const file = process.argv[2]!;
const home = mkdtempSync(join(tmpdir(), 'bench-core-'));
try {
  const core = createCore({ home, sample: home, version: '0', open: join(home, 'bench.persona') });
  const shell = core.connect(SHELL_CLIENT);
  const register = (id: number, path: string) => {
    const registered = new Promise<string>((resolve) => {
      const stop = shell.onFrame((frame) => {
        if (frame.type !== 'ok' || (frame as OkFrame).id !== id) return;
        stop();
        resolve(((frame as OkFrame).output as { fileId: string }).fileId);
      });
    });
    shell.send({
      type: 'call',
      id,
      op: 'shell.registerFile',
      input: { path, name: 'orders.csv', purpose: 'read' },
    });
    return registered;
  };
  const client = createClient(core.connect('bench'));
  const small = join(home, 'small.csv');
  writeFileSync(small, 'id,name\n1,one\n');
  await client.call('sources.inspect', { fileId: await register(1, small) });
  const fileId = await register(2, file);
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
  const rssMb = Math.round(peakMemory() / 1000);
  await core.close();
  process.stdout.write(JSON.stringify({ ms, rssMb, gapMs, read, stored, rejected }));
} finally {
  rmSync(home, { recursive: true, force: true });
}
