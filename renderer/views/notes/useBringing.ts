import { useState } from 'react';
import type { In, Out } from '../../../shared/contract.ts';
import { handOver } from '../../state/intake.ts';
import { useJob } from '../../state/jobs.ts';
import { attempt, useCommand } from '../../state/queries.ts';
import { tell } from '../../state/store.ts';

/** Most files that are sent at a time. */
const MOST_FILES = 500;

/** What is told of all that is brought in; the rest is found in it. */
export type Facts = Pick<In<'notes.add'>, 'kind' | 'consent' | 'date'>;

/** The three ways of bringing notes in. Each gives undefined when it failed or was given up. */
export function useBringing() {
  const [handing, setHanding] = useState(false);
  const add = useCommand('notes.add');
  const read = useJob('notes.import', { attach: false });
  const tags = useJob('notes.importTags', { attach: false });

  const hand = async (files: readonly File[]): Promise<string[]> => {
    setHanding(true);
    const refs = await attempt(async () => {
      const ids: string[] = [];
      for (const file of files.slice(0, MOST_FILES)) ids.push((await handOver(file)).fileId);
      return ids;
    });
    setHanding(false);
    return refs ?? [];
  };

  const bringText = (text: string, title: string, facts: Facts) =>
    add.run({ text, ...(title === '' ? {} : { title }), ...facts });

  const bringFiles = async (files: readonly File[], facts: Facts): Promise<Out<'notes.import'> | undefined> => {
    const refs = await hand(files);
    if (refs.length === 0) return undefined;
    const out = await read.run({ files: refs, ...facts });
    for (const { name, said } of out?.beside ?? []) tell('calm', { key: 'notes:beside.file', values: { name, said } });
    return out;
  };

  const bringTags = async (files: readonly File[], facts: Facts): Promise<Out<'notes.importTags'> | undefined> => {
    const refs = await hand(files);
    if (refs.length === 0) return undefined;
    // a second file beside the tagged passages is the codebook, whichever was chosen first
    const book = files.findIndex(({ name }) => /codebook|编码表|编码本/i.test(name));
    const set = refs.find((_, i) => i !== book) ?? refs[0]!;
    const out = await tags.run({
      file: set,
      ...(book >= 0 && refs.length > 1 ? { codebook: refs[book]! } : {}),
      ...facts,
    });
    if (out)
      tell('calm', {
        key: 'notesUi:tagsIn',
        values: { tags: out.tags, quotes: out.quotes, themes: out.themes, skipped: out.skipped },
      });
    return out;
  };

  const giveUp = () => {
    read.cancel();
    tags.cancel();
  };
  return {
    bringText,
    bringFiles,
    bringTags,
    giveUp,
    busy: handing || read.running || tags.running || add.busy,
    progress: read.progress ?? tags.progress,
  };
}
