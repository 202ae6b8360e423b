import { homedir } from 'node:os';
import { join } from 'node:path';

const FOLDER = 'Persona Workbench';

/**
 * The folder on this device where every shell keeps its recent list, preferences and default workspaces. All shells
 * share it; `PERSONA_HOME` names another one.
 */
export function deviceHome(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env['PERSONA_HOME']) return env['PERSONA_HOME'];
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), FOLDER);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', FOLDER);
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'persona-workbench');
}
