/** The typed client of the window's transport. One is made in main.tsx and shared by all views. */
export { CallError, createClient, type Client } from '../shared/client.ts';
