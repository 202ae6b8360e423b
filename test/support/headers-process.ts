/**
 * Imports a file whose headers mean harm in a process where Object.prototype is frozen in every thread, reads it back from the
 * workspace and through the recipe, and prints what it saw.
 */
import { dirname } from 'node:path';
import { createClient } from '../../electron/core/client.ts';
import { createCore } from '../../electron/core/core.ts';

const [workspace, file] = process.argv.slice(2) as [string, string];
const home = dirname(workspace);
const core = createCore({ home, sample: home, version: '0', open: workspace });
const client = createClient(core.connect('headers'));
const { fileId } = core.files.register(file, { purpose: 'read' });
const inspection = await client.call('sources.inspect', { fileId });
const columns = inspection.columns.map(({ name }) => ({ name, type: 'text' as const, role: 'attribute' as const }));
const receipt = await client.call('sources.import', { fileId, columns });
const attributes = await client.call('customers.attributes', {});
const page = await client.call('customers.page', { offset: 0, limit: 100 });
const recipe = await client.call('recipes.current', {});
console.log(
  JSON.stringify({
    frozen: Object.isFrozen(Object.prototype),
    polluted: ({} as Record<string, unknown>)['polluted'] ?? null,
    keys: Object.keys(Object.prototype),
    names: inspection.columns.map(({ name }) => name),
    receipt: { read: receipt.read, stored: receipt.stored, rejected: receipt.rejected },
    attributes: attributes.map(({ name }) => name),
    cells: page.rows.map(({ cells }) => cells),
    recipe,
  }),
);
process.exit(0);
