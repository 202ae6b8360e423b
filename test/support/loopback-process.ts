import { startTestHost } from './loopback.ts';

// A loopback host in a process of its own; its first address is the only line it prints.
const host = await startTestHost();
console.log(host.host.launchUrl());
process.on('SIGTERM', () => {
  void host.close().then(() => process.exit(0));
});
