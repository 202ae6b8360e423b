import fs from 'node:fs';
import { join } from 'node:path';

/** Bodies as version 0.1 stored them, as text: taken out of the workspace beside them. */
export const STORED_BY_0_1 = JSON.parse(
  fs.readFileSync(join(import.meta.dirname, '../../fixtures/workspace-0.1/bodies.json'), 'utf8'),
) as Readonly<Record<string, string>>;
