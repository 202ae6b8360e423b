import type { ExportFormat, Persona } from '../contract/personas.ts';
import type { Lang } from '../domain.ts';
import type { Edition } from './blocks.ts';
import { cardTitle } from './claims.ts';
import { fileName } from './files.ts';
import { cardHtml } from './html/document.ts';
import { cardJson } from './json.ts';
import { cardMarkdown } from './markdown.ts';

/** An exported card. `png` and `pdf` come as HTML: a browser engine draws them. */
export type CardFile = { name: string; mime: string; text: string };

/** A card in a format. The name carries the ending of the finished file. */
export function exportCard(
  persona: Persona,
  options: { format: ExportFormat; edition: Edition; lang: Lang },
): CardFile {
  const { format, edition, lang } = options;
  const named = (ending: string) => fileName(cardTitle(persona, lang), edition, ending);
  switch (format) {
    case 'html':
      return { name: named('.html'), mime: 'text/html', text: cardHtml(persona, { edition, lang, sheet: 'screen' }) };
    case 'png':
      return { name: named('.png'), mime: 'text/html', text: cardHtml(persona, { edition, lang, sheet: 'picture' }) };
    case 'pdf':
      return { name: named('.pdf'), mime: 'text/html', text: cardHtml(persona, { edition, lang, sheet: 'pages' }) };
    case 'markdown':
      return { name: named('.md'), mime: 'text/markdown', text: cardMarkdown(persona, { edition, lang }) };
    case 'json':
      return { name: named('.json'), mime: 'application/json', text: cardJson(persona, { edition, lang }) };
  }
}

/** Give every file of one export a name of its own: the second `a.html` becomes `a (2).html`. */
export function distinctNames<T extends { name: string }>(files: readonly T[]): T[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const dot = file.name.lastIndexOf('.');
    let name = file.name;
    for (let i = 2; taken.has(name.toLowerCase()); i++)
      name = `${file.name.slice(0, dot)} (${i})${file.name.slice(dot)}`;
    taken.add(name.toLowerCase());
    return { ...file, name };
  });
}
