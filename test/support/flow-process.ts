import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowserShell } from '../../electron/browser.ts';
import { createClient } from '../../renderer/client.ts';
import { openFrames } from '../../renderer/loopback/frames.ts';
import { temporaryHome } from './carriers.ts';

// The main job, from the sample's file to cards, through the browser shell in a process of its own. Prints what it made.
const { home, remove } = temporaryHome();
const assets = join(home, 'renderer');
mkdirSync(assets);
writeFileSync(join(assets, 'index.html'), '<!doctype html>');
const shell = await startBrowserShell({ home, assets, lang: 'en', print: () => undefined });
const origin = `http://127.0.0.1:${String(shell.port)}`;
const response = await fetch(`${origin}/session`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ token: new URL(shell.url).hash.slice(1) }),
});
const { session } = (await response.json()) as { session: string };
const { transport, close } = await openFrames(session, origin);
const client = createClient(transport);
const { fileId } = await client.call('workspace.openSample', {});
const { stored } = await client.call('sources.import', { fileId });
const { segments } = await client.call('segments.run', { k: 4, restarts: 2 });
await client.call('personas.draft', {});
const personas = await client.call('personas.list', {});
console.log(JSON.stringify({ stored, segments: segments.length, personas: personas.length }));
close();
await shell.close();
remove();
process.exit(0);
