/** The typed client of a transport, as shells, the command line and tests use it. */
export { CallError, createClient, type Client } from '../../shared/client.ts';
