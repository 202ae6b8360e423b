/**
 * Where the code of a thread lies: beside this file in the sources (`name.ts`), beside the bundle when bundled
 * (`name.js`). In a packaged app the entries are unpacked: a thread cannot rely on the archive for what it loads.
 */
export function threadEntry(name: string, from: string = import.meta.url): URL {
  const entry = new URL(from.endsWith('.ts') ? `./${name}.ts` : `./${name}.js`, from);
  return new URL(entry.href.replace(/\/app\.asar\//, '/app.asar.unpacked/'));
}
