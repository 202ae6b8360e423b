/** How tests start a browser: no GPU, and nothing that it would do by itself leaves this machine. */
export const chromiumArgs = [
  // Chromium's sandbox cannot be had under the root account
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
