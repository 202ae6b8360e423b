/*
 * The Node that the lock file holds: one package a platform, which npm puts at `.bin/node` and so first on the path of
 * every script. Written so that an old Node can read it.
 */
import { existsSync } from 'fs';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';

/** The oldest Node that the program runs on (R45). */
export const WANTED_NODE = 24;

/**
 * Options of V8 that every process of the program starts with. An older Node ends at once with the first, so no script of npm
 * has them.
 *
 * - Programs with worker threads now and then ended with "Check failed: jit_page.has_value()"; on processors that can protect
 *   pages by keys V8 does so more often, and without keys it is rarer. It is no cure: the check was seen to fail with the option
 *   as well, where threads with WebAssembly come and go (see NODE_COMPILE_CACHE in test/run.js).
 * - V8 learns which objects live long and then makes them among the old ones at once. For the object around a block of rows it
 *   learns it wrongly: an import then keeps some 100 MB of rows until the next full collection, and takes 7 % longer.
 */
export const ENGINE_OPTIONS = ['--no-memory-protection-keys', '--no-allocation-site-pretenuring'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where that Node is, or null: it was not installed, or there is none for this platform. */
export function ownNode(platform = process.platform, arch = process.arch) {
  const windows = platform === 'win32';
  // this one name was taken, and its publisher chose another
  const family = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  const name = [family, windows ? 'win' : platform, arch].join('-');
  const file = join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  return existsSync(file) ? file : null;
}
