import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

/** Where the page of charts stands under development. */
const PORT = 4178;

/** npm run dev -- --charts: every chart with its examples, drawn again when code changes. It is no part of the product. */
const server = await createServer({
  configFile: false,
  root: import.meta.dirname,
  plugins: [react()],
  logLevel: 'warn',
  clearScreen: false,
  server: { host: '127.0.0.1', port: PORT, fs: { allow: [join(import.meta.dirname, '..', '..', '..')] } },
});
await server.listen();
process.stdout.write(`${server.resolvedUrls?.local[0] ?? ''}\n`);
