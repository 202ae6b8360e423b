import type { Act } from './act.ts';

const undo: Act = async ({ client }) => (await client.call('workspace.undo', {})).label !== null;
const redo: Act = async ({ client }) => (await client.call('workspace.redo', {})).label !== null;
/** To one of the last edits, of any branch. */
const goTo: Act = async ({ client }, draw) => {
  const { entries } = await client.call('workspace.history', {});
  const entry = draw.one(entries.slice(0, 12));
  return entry !== undefined && client.call('workspace.goto', { id: entry.id });
};

/** Undo, redo and moves in the tree of edits. */
export const HISTORY_ACTS: Record<string, Act> = {
  undo,
  'undo, as often': undo,
  'undo twice': async (desk, draw) => (await undo(desk, draw)) && undo(desk, draw),
  redo,
  'undo twice, redo once': async (desk, draw) =>
    (await undo(desk, draw)) && (await undo(desk, draw)) && redo(desk, draw),
  goTo,
  'goTo, as often': goTo,
  beginning: async ({ client }, draw) => draw.below(3) === 0 && client.call('workspace.goto', { id: null }),
  rename: ({ client }, draw) => client.call('workspace.rename', { name: draw.word() }),
};
