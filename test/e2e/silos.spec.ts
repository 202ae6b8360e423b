import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CleaningPage } from './support/cleaning.ts';
import { CustomersPage } from './support/customers.ts';
import { DataPage, SAMPLE, sampleFile, truth } from './support/data.ts';
import { expect, LANGS, test, watchProblems } from './support/fixtures.ts';
import { FramePage } from './support/frame.ts';
import { ImportPage } from './support/import.ts';
import { NotesPage } from './support/notes.ts';
import { root, startShell } from './support/shell.ts';
import { ENGINE_OPTIONS } from '../../electron/own-node.js';

/*
 * From five files and twelve notes to one customer table, undoing and branching on the way. What was planted in the files
 * is the oracle: resources/sample/truth.json.
 */

const KINDS = {
  members: 'customers',
  buyers: 'customers',
  orders: 'orders',
  survey: 'survey',
  events: 'events',
} as const;

for (const lang of LANGS)
  test(`from silos to one customer, ${lang}`, async ({ page }) => {
    test.setTimeout(300_000);
    const planted = truth();
    const key = lang === 'en' ? 'Member ID' : '会员号';
    const workspace = join(mkdtempSync(join(tmpdir(), 'persona-silos-')), 'silos.persona');
    const shell = await startShell({ lang, workspace });
    const problems = watchProblems(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(shell.url);
    const frame = new FramePage(page, lang);
    const data = new DataPage(frame);
    const wizard = new ImportPage(frame);
    const cleaning = new CleaningPage(frame);

    await test.step('the members, alone', async () => {
      await page.locator('input[type=file]').setInputFiles(sampleFile(lang, 'members.csv'));
      await wizard.looked();
      await expect(wizard.kind).toHaveValue(KINDS.members);
      await wizard.import();
      expect(await wizard.receipt()).toEqual([
        planted.members.rows + planted.members.rejected,
        planted.members.rows,
        planted.members.rejected,
      ]);
      await wizard.toList();
    });

    await test.step('four files at once; the key of one is the reader’s to say', async () => {
      const rest = ['buyers.csv', 'orders.xlsx', 'survey.csv', 'events.jsonl'];
      await wizard.importAnother(rest.map((name) => sampleFile(lang, name)));
      await expect(data.queue).toHaveCount(4);
      for (const [i, kind] of (['buyers', 'orders', 'survey', 'events'] as const).entries()) {
        await expect(data.queue.nth(i)).toContainText(frame.t('sourcesUi:queue.looked'), { timeout: 60_000 });
        await expect(data.queue.nth(i)).toContainText(frame.t(`kinds:kind.${KINDS[kind]}`));
      }
      await data.queue
        .first()
        .getByRole('button', { name: frame.t('sourcesUi:queue.check') })
        .click();
      await wizard.looked();
      await frame.button('sourcesUi:kind.mapping').click();
      await wizard.columnOf('customer').selectOption(key);
      await wizard.looked();
      await wizard.next.click();
      await expect(data.queue.first()).toContainText(frame.t('sourcesUi:queue.done'), { timeout: 60_000 });
      await frame.button('sourcesUi:queue.all', { count: 3 }).click();
      for (const i of [1, 2, 3])
        await expect(data.queue.nth(i)).toContainText(frame.t('sourcesUi:queue.done'), { timeout: 60_000 });
      await frame.button('sourcesUi:toList').first().click();
      await expect(wizard.sources).toHaveCount(5);
    });

    await test.step('twelve notes', async () => {
      const notes = new NotesPage(frame);
      await notes.open();
      await notes.page
        .getByRole('button', { name: notes.t('addNotes') })
        .first()
        .click();
      const files = planted.notes.map(({ file }) => join(SAMPLE, file[lang === 'en' ? 'en' : 'zh']));
      expect(files).toHaveLength(12);
      await frame.dialog.locator('input[type=file]').setInputFiles(files);
      await frame.dialog.getByRole('button', { name: notes.t('importN', { count: 12, n: '12' }) }).click();
      await frame.dialog.waitFor({ state: 'detached', timeout: 60_000 });
      await expect(notes.list.getByRole('option')).toHaveCount(12);
    });

    await test.step('cleaning: both branches are kept', async () => {
      await clean('members');
      const all = await cleaning.labels.allTextContents();
      await frame.undo.click();
      await expect(cleaning.steps).toHaveCount(0);
      await cleaning.proposals
        .first()
        .getByRole('button', { name: new RegExp(`^${cleaning.t('proposals.do')}`) })
        .click();
      await expect(cleaning.steps).toHaveCount(1);
      await cleaning.openHistory();
      await expect(cleaning.history.first()).not.toHaveClass(/undone/);
      const away = cleaning.history.nth(1);
      await expect(away).toHaveClass(/undone/);
      await away.click();
      await expect(cleaning.labels).toHaveText(all);
      for (const file of ['buyers', 'orders', 'survey', 'events'] as const) await clean(file);
    });

    let customers = 0;
    await test.step('joined to one row a customer; undone and done again', async () => {
      await data.goTo('#/identity');
      await data.join.click();
      await expect(frame.button('identityUi:again')).toBeEnabled({ timeout: 90_000 });
      await data.goTo('#/customers');
      const table = new CustomersPage(frame);
      await expect(table.heading).toContainText(/\d/);
      customers = (await table.counts()).at(-1)!;
      // 2,041 members, the web shop’s and the survey’s own people, and numbers that only orders or events know
      expect(Math.abs(customers - 2150)).toBeLessThan(25);
      await frame.undo.click();
      await expect(table.heading).not.toContainText(customers.toLocaleString('en'));
      await frame.redo.click();
      await expect(table.heading).toContainText(customers.toLocaleString('en'));
    });

    await test.step('a planted person has the rows of both files', async () => {
      // traditional characters, no member number: found by more than a key
      const pair = planted.buyers.pairs.find(({ row, with: { file } }) => row === 2 && file === 'members')!;
      const table = new CustomersPage(frame);
      await table.search.fill(pair.with.number);
      await expect.poll(() => table.counts().then((counts) => counts[0])).toBe(1);
      await table.table.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await expect(data.heading).toContainText(/C-\d{4}/);
      const inspector = page.getByRole('complementary').filter({ visible: true });
      await expect(inspector).toContainText('members');
      await expect(inspector).toContainText('buyers');
    });

    await test.step('the rows as they came are untouched: read = stored + rejected', async () => {
      const stored: Record<keyof typeof KINDS, number> = {
        members: planted.members.rows,
        buyers: planted.buyers.rows,
        orders: planted.orders.lines,
        survey: planted.survey.rows,
        events: planted.events.rows - planted.events.broken.length,
      };
      for (const [file, rows] of Object.entries(stored)) {
        await data.goTo('#/sources');
        await wizard
          .source(file)
          .getByRole('button', { name: frame.t('sourcesUi:steps.receipt') })
          .click();
        await page.locator('.sources-ReceiptView_receipt').waitFor();
        const [read, kept, rejected] = await wizard.receipt();
        expect(kept, file).toBe(rows);
        expect(read, file).toBe(kept + rejected);
      }
    });
    expect(problems, 'the page logged errors').toEqual([]);
    await shell.stop();

    await test.step('of the planted pairs, nearly all are one customer', () => {
      const answer = execFileSync(
        process.execPath,
        [...ENGINE_OPTIONS, join(root, 'dist', 'cli.js'), 'call', 'customers.identities', '--workspace', workspace],
        {
          encoding: 'utf8',
          maxBuffer: 1 << 28,
          env: { ...process.env, PERSONA_HOME: mkdtempSync(join(tmpdir(), 'persona-home-')) },
        },
      );
      const whose = new Map(
        (JSON.parse(answer) as { source: string; row: number; customer: number | null }[]).map(
          ({ source, row, customer }) => [`${source} ${String(row)}`, customer],
        ),
      );
      const nameOf = (file: string) => sampleFile(lang, `${file}.csv`).split('/').at(-1)!;
      const found = planted.buyers.pairs.filter((pair) => {
        const [a, b] = [
          whose.get(`${nameOf('buyers')} ${pair.row}`),
          whose.get(`${nameOf(pair.with.file)} ${pair.with.row}`),
        ];
        return a !== undefined && a !== null && a === b;
      });
      expect(found.length / planted.buyers.pairs.length).toBeGreaterThan(0.97);
      expect(new Set(whose.values()).size - (new Set(whose.values()).has(null) ? 1 : 0)).toBe(customers);
    });

    /** Take every proposal of a file, one by one or all at once. */
    async function clean(file: keyof typeof KINDS): Promise<void> {
      await data.goTo('#/sources');
      await wizard
        .source(file)
        .getByRole('button', { name: frame.t('sourcesUi:list.clean') })
        .click();
      await page.locator('.cleaning-Steps_main').waitFor();
      await expect(cleaning.heading).toHaveText(cleaning.t('title.none'));
      const none = page.getByText(cleaning.t('proposals.none'));
      await expect(cleaning.proposals.first().or(none)).toBeVisible({ timeout: 60_000 });
      if (await none.isVisible()) return;
      const all = page.getByRole('button', {
        name: new RegExp(`^${cleaning.t('proposals.doAll', { n: 0 }).split('0')[0]!}`),
      });
      if ((await all.count()) > 0) await all.click();
      else await cleaning.take(/./);
      await expect(cleaning.steps).not.toHaveCount(0);
    }
  });
