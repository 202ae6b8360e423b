import { readFileSync } from 'node:fs';
import { drawCodedSet } from '../fixtures/generators/coded-set.ts';
import { seriousProblems } from './support/axe.ts';
import { expect, LANGS, test as base } from './support/fixtures.ts';
import { NotesPage } from './support/notes.ts';

const TEXT = [
  '2024-03-05 门店访谈',
  '访谈者：平时怎么买茶？',
  '王女士：周末下午来，图个安静。排队太久了，等二十分钟是常事。',
  '访谈者：还有吗？',
  '王女士：希望能提前约好时间。',
].join('\n');

/** The notes of a workspace with customers, segments and cards. */
const test = base.extend<{ notes: NotesPage }>({
  notes: async ({ frame }, use) => {
    const notes = new NotesPage(frame);
    await notes.open();
    await use(notes);
  },
});

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });

    test('paste, mark by keyboard, code, put on a card; consent decides what is shown; undo', async ({
      notes,
      page,
    }) => {
      await expect(page.getByText(notes.t('empty'))).toBeVisible();
      expect(await seriousProblems(page)).toEqual([]);
      await notes.addPasted(TEXT);
      await expect(notes.inspector.getByLabel(notes.t('date'), { exact: true })).toHaveValue('2024-03-05');
      expect(await seriousProblems(page)).toEqual([]);

      await notes.selectByKeys('排队太久了，等二十分钟是常事。');
      await expect(page.getByRole('toolbar', { name: notes.t('selection') })).toBeVisible();
      await page.keyboard.press('q');
      await expect(notes.marked).toHaveText(['排队太久了，等二十分钟是常事。']);
      await notes.code('等候 waiting');
      await notes.code('午休');
      await notes.inspector.getByLabel(notes.t('field'), { exact: true }).selectOption('pains');
      await expect(notes.heading).toContainText(notes.t('themesN', { count: 2 }));
      expect(await seriousProblems(page)).toEqual([]);

      await notes.inspector.getByRole('button', { name: notes.t('toCard') }).click();
      const put = notes.frame.dialog.getByRole('button', { name: notes.t('putOn') });
      await expect(put).toBeDisabled();
      expect(await seriousProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await notes.inspector.getByRole('button', { name: notes.t('note'), exact: true }).click();
      await notes.inspector.getByLabel(notes.t('consent'), { exact: true }).selectOption('yes');
      await notes.marked.click();
      await notes.inspector.getByRole('button', { name: notes.t('toCard') }).click();
      await expect(put).toBeEnabled();
      await put.click();
      await page.getByRole('button', { name: notes.t('showCard') }).click();
      const card = page.locator('article.personas-card-Card_card');
      await expect(card).toContainText('排队太久了，等二十分钟是常事。');

      // consent taken back: the words go from the card at once
      const place = new URL(page.url()).hash;
      await notes.open();
      await notes.inspector.getByLabel(notes.t('consent'), { exact: true }).selectOption('no');
      await notes.frame.goToAddress(place);
      await expect(card).toBeVisible();
      await expect(card).not.toContainText('排队太久了');
      await expect(card).toContainText(notes.frame.t('personasUi:withheldQuote'));
      await notes.frame.undo.click();
      await expect(card).toContainText('排队太久了');
    });

    test('codebook: overlapping quotes, counts, pairs, merging, export of what has consent', async ({
      notes,
      page,
    }) => {
      await notes.addPasted(TEXT, 'yes');
      for (const words of ['周末下午来，图个安静。', '图个安静。排队太久了', '希望能提前约好时间']) {
        await notes.selectByKeys(words.slice(0, 4));
        await page.keyboard.press('Escape');
        await page.evaluate((wanted) => {
          const root = document.querySelector('.notes-reader-Reader_text')!;
          const whole = root.textContent!;
          const at = whole.indexOf(wanted);
          const range = document.createRange();
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          let seen = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const length = node.textContent!.length;
            if (at >= seen && at < seen + length) range.setStart(node, at - seen);
            if (at + wanted.length > seen && at + wanted.length <= seen + length)
              range.setEnd(node, at + wanted.length - seen);
            seen += length;
          }
          getSelection()!.removeAllRanges();
          getSelection()!.addRange(range);
        }, words);
        await page
          .getByRole('toolbar', { name: notes.t('selection') })
          .getByRole('button')
          .first()
          .click();
        await notes.code(words.startsWith('希望') ? '预约' : '环境');
      }
      await expect(notes.marked).toHaveText(['周末下午来，', '图个安静。', '排队太久了', '希望能提前约好时间']);
      await notes.code('环境');
      await notes.openCodebook();
      const themes = page.getByRole('listbox', { name: notes.t('themes') });
      await expect(themes.getByRole('option')).toHaveCount(2);
      await expect(themes.getByRole('option').first()).toContainText('3');
      expect(await seriousProblems(page)).toEqual([]);
      await page.locator('.notes-FindField_quotebar').getByText(notes.t('together'), { exact: true }).click();
      const pair = page.getByRole('table').getByRole('button').first();
      await expect(pair).toHaveText('1');
      expect(await seriousProblems(page)).toEqual([]);
      await pair.click();
      await expect(page.getByRole('listbox', { name: notes.t('quotes') }).getByRole('option')).toHaveCount(1);

      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: notes.t('export'), exact: true }).click();
      await page.getByRole('menuitem', { name: notes.t('exportQuotes') }).click();
      const csv = readFileSync((await (await saved).path())!, 'utf8');
      expect(csv).toContain('希望能提前约好时间');
      expect(csv).not.toContain('王女士');

      await themes.getByRole('option').first().click();
      await notes.inspector.getByLabel(notes.t('mergeInto')).selectOption({ index: 1 });
      await expect(themes.getByRole('option')).toHaveCount(1);
      await notes.frame.undo.click();
      await expect(themes.getByRole('option')).toHaveCount(2);
    });
  });

test('several files at once; what is there already is left out and said', async ({ notes, page }) => {
  await notes.addFiles([
    { name: '访谈 1.txt', text: TEXT },
    { name: '访谈 2.md', text: `${TEXT}\n客户：再见` },
  ]);
  await expect(notes.list.getByRole('option')).toHaveCount(2);
  await page
    .locator('.view-head')
    .getByRole('button', { name: notes.t('addNotes') })
    .click();
  await notes.frame.dialog
    .locator('input[type=file]')
    .setInputFiles([{ name: 'again.txt', mimeType: 'text/plain', buffer: Buffer.from(TEXT) }]);
  await notes.frame.dialog.getByRole('button', { name: notes.t('importN', { count: 1, n: '1' }) }).click();
  await expect(notes.frame.dialog.getByText(notes.frame.t('notes:error.known'))).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
});

test('a transcript of 200 kB scrolls smoothly, by wheel and by caret', { tag: '@alone' }, async ({ notes, page }) => {
  const turn = `P7: ${'I was trying to export the table and it took me a while. '.repeat(6)}\nInterviewer: And then?\n`;
  await notes.addPasted(turn.repeat(Math.ceil(200_000 / turn.length)), 'yes');
  await expect(notes.text).toBeVisible();
  /** Median time of a frame while the text moves by so many pixels each. */
  const frame = (by: number) =>
    page.evaluate(async (step) => {
      const box = document.querySelector('.notes-reader-Reader_read')!;
      const times: number[] = [];
      let last = performance.now();
      for (let i = 0; i < 120; i++) {
        box.scrollTop += step;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        times.push(performance.now() - last);
        last = performance.now();
      }
      return times.sort((x, y) => x - y)[60]!;
    }, by);
  // beside a page at rest, so that a busy machine does not count as a slow page
  const rest = await frame(0);
  expect(await frame(100)).toBeLessThan(3 * rest + 16);
  await notes.text.focus();
  for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowDown');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('q');
  await expect(notes.marked.first()).toBeVisible();
  await expect(notes.marked.first()).toBeInViewport();
});

test('a coded set of 1,930 tags is taken over; its quotes are listed by theme', async ({ notes, page }) => {
  const set = drawCodedSet();
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: notes.t('mode.tags') }).click();
  await notes.frame.dialog
    .locator('input[type=file]')
    .setInputFiles([file('tags.csv', set.tags), file('codebook.csv', set.codebook)]);
  await notes.frame.dialog.getByRole('button', { name: notes.t('send.tags') }).click();
  await expect(notes.heading).toContainText(notes.t('themesN', { count: set.counts.size }));
  await notes.openCodebook();
  const themes = page.getByRole('listbox', { name: notes.t('themes') });
  await expect(themes.getByRole('option')).toHaveCount(set.counts.size);
  await expect(themes.getByRole('option').first()).toContainText(String(Math.max(...set.counts.values())));
  await themes.getByRole('option').nth(5).click();
  await expect(
    page
      .getByRole('listbox', { name: notes.t('quotes') })
      .getByRole('option')
      .first(),
  ).toBeVisible();
});
