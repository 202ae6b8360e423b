import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { VIEWS } from '../../shared/areas.ts';
import type { Lang } from '../../shared/domain.ts';
import { seriousProblems } from './support/axe.ts';
import { CleaningPage } from './support/cleaning.ts';
import { CustomersPage } from './support/customers.ts';
import { DataPage, sampleFile, SAMPLE, truth } from './support/data.ts';
import { ExplorePage } from './support/explore.ts';
import { expect, test } from './support/fixtures.ts';
import { ImportPage } from './support/import.ts';
import { NotesPage } from './support/notes.ts';
import { PersonasPage } from './support/personas.ts';
import { SegmentsPage } from './support/segments.ts';

/* Every screen once in either theme. The themes take a language each: colours do not depend on it, and names of controls do. */

const PAIRS: [theme: 'light' | 'dark', lang: Lang][] = [
  ['light', 'en'],
  ['dark', 'zh-CN'],
];

/** Look at a screen; a failure names it. */
const look = (page: Page, name: string) =>
  test.step(name, async () => {
    expect(await seriousProblems(page), name).toEqual([]);
  });

for (const [theme, lang] of PAIRS)
  test.describe(`${theme}, ${lang}`, () => {
    test.use({ lang, theme });

    test('axe finds nothing serious from the first file to the groups to be found', async ({ start, page }) => {
      const { frame } = start;
      if (theme === 'dark') await frame.switchTheme();
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await frame.newWorkspace('North');
      await expect(page.getByText(frame.t('sourcesUi:choose.drop'))).toBeVisible();
      await look(page, 'a file to be chosen');
      await frame.goTo('segments');
      await expect(frame.button('segmentsUi:importFirst')).toBeVisible();
      await look(page, 'segments without data');
      await frame.goTo('personas');
      await expect(page.getByText(frame.t('personasUi:emptyNoSegments'))).toBeVisible();
      await look(page, 'personas without groups');

      await frame.choose('frame:action.close');
      await expect(start.headline).toBeVisible();
      await look(page, 'start with a recent workspace');
      const wizard = new ImportPage(await start.openSample());
      await wizard.looked();
      await look(page, 'fields');
      await wizard.back();
      await expect(wizard.heading).toHaveText(frame.t('sourcesUi:steps.read'));
      await look(page, 'reading');
      await wizard.next.click();
      await expect(wizard.heading).toHaveText(frame.t('sourcesUi:steps.fields'));
      await wizard.import();
      await look(page, 'receipt');
      await frame.button('sourcesUi:toList').click();
      await expect(page.locator('.sources-SourceList_sourceList')).toBeVisible();
      await look(page, 'imports');

      await frame.goTo('segments');
      const segments = new SegmentsPage(frame);
      await expect(segments.find).toBeVisible();
      await look(page, 'groups to be found');
      await frame.button('segmentsUi:features').click();
      await expect(frame.dialog.getByRole('table')).toBeVisible();
      await look(page, 'features');
    });

    test('axe finds nothing serious from the customers to the exported card', async ({ frame, page }) => {
      await frame.goTo('data');
      const customers = new CustomersPage(frame);
      await expect(customers.inspector.locator('.hist')).toBeVisible();
      await customers.table.focus();
      await page.keyboard.press('ArrowDown');
      await look(page, 'customers, an attribute beside them');
      await page.keyboard.press('Space');
      await expect(customers.inspector.locator('.customers-CustomerInspector_record')).toBeVisible();
      await look(page, 'customers, one of them beside them');

      await frame.goTo('segments');
      const segments = new SegmentsPage(frame);
      await expect(page.locator('.scatter-host canvas')).toBeVisible();
      await segments.groups.nth(1).click();
      await expect(page.locator('.segments-SegmentInspector_diff').first()).toBeVisible();
      await look(page, 'segments, one selected');
      await page.getByRole('radio', { name: frame.t('segmentsUi:modeOne'), exact: true }).check({ force: true });
      await look(page, 'one attribute compared');
      await page.locator('.segments-Result_candidates .btn.link').click();
      await expect(frame.dialog.getByRole('table')).toBeVisible();
      await look(page, 'all numbers of groups');
      await page.keyboard.press('Escape');

      await frame.goTo('personas');
      const cards = new PersonasPage(frame);
      await expect(page.locator('.personas-Gallery_tileOpen').first()).toBeVisible();
      await look(page, 'gallery');
      await page.locator('.personas-Gallery_tileOpen').first().click();
      await expect(cards.card).toBeVisible();
      await look(page, 'card');
      await cards.flip();
      await cards.evidence.locator('tbody tr').first().click();
      await expect(cards.inspector).toContainText(cards.t('personasUi:asOf'));
      await look(page, 'evidence, a claim beside it');
      await frame.button('personasUi:export').click();
      await expect(frame.dialog).toBeVisible();
      await look(page, 'export');
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+k');
      await expect(frame.dialog).toBeVisible();
      await look(page, 'palette');
    });

    test.describe('on the whole sample', () => {
      test.use({ study: 'sample' });
      // a dozen screens each
      test.describe.configure({ timeout: 240_000 });

      test('axe finds nothing serious from several files to their join', async ({ frame, page }) => {
        const data = new DataPage(frame);
        const wizard = new ImportPage(frame);
        await data.goTo('#/sources');
        await expect(wizard.sources).toHaveCount(5);
        await look(page, 'sources');
        await wizard.importAnother([sampleFile(lang, 'survey.csv'), sampleFile(lang, 'buyers.csv')]);
        await expect(data.queue.last()).toContainText(/\d/, { timeout: 60_000 });
        await expect(page.locator('.sources-Queue_queue .ui-Spinner_spin')).toHaveCount(0, { timeout: 60_000 });
        await look(page, 'several files at once');
        await data.queue
          .last()
          .getByRole('button', { name: frame.t('sourcesUi:queue.check') })
          .click();
        await wizard.looked();
        await frame.button('sourcesUi:kind.mapping').click();
        await expect(wizard.columnOf('customer')).toBeVisible();
        await look(page, 'kind and columns by meaning');

        const cleaning = await new CleaningPage(frame).open(2);
        await expect(cleaning.steps).toHaveCount(3);
        await expect(cleaning.table).toBeVisible();
        await look(page, 'steps of cleaning');
        await cleaning.write('fill');
        await expect(cleaning.preview.locator('.cleaning-Preview_figure')).toBeVisible();
        await look(page, 'a step being written');
        await cleaning.open(2, 'quality');
        await look(page, 'quality');
        await cleaning.findings.first().getByRole('button').first().click();
        await expect(frame.dialog.getByRole('table')).toBeVisible();
        await look(page, 'rows behind a finding');
        await page.keyboard.press('Escape');

        for (const mode of ['rules', 'review', 'merged'] as const) {
          await data.goTo(`#/identity/${mode}`);
          await expect(
            page.getByRole('radio', { name: new RegExp(`^${frame.t(`identityUi:modes.${mode}`)}`) }),
          ).toBeChecked();
          await expect(page.locator('.ui-Spinner_waiting, main [aria-busy=true]')).toHaveCount(0, { timeout: 60_000 });
          await look(page, `join: ${mode}`);
        }
      });

      test('axe finds nothing serious from one customer to a comparison of groups', async ({ frame, page }) => {
        const data = new DataPage(frame);
        for (const view of Object.values(VIEWS).flat()) {
          await data.goTo(`#/${view}`);
          await page.locator('main').first().waitFor();
          await expect(page.locator('.ui-Spinner_waiting')).toHaveCount(0);
          await look(page, view);
        }
        await data.goTo('#/customers/1');
        await expect(data.heading).toContainText('C-0001');
        await expect(page.locator('.ui-Spinner_waiting')).toHaveCount(0);
        await look(page, 'one customer');
        await data.goTo('#/customers');
        await frame.button('customerUi:derive.open').click();
        for (const tab of ['attributes', 'rules', 'formulas', 'money'] as const) {
          await frame.dialog
            .getByText(frame.t(`customerUi:derive.${tab}`), { exact: true })
            .first()
            .click();
          await look(page, `derived attributes: ${tab}`);
        }
        await page.keyboard.press('Escape');

        const notes = new NotesPage(frame);
        await notes.open();
        await look(page, 'no notes yet');
        await page
          .getByRole('button', { name: notes.t('addNotes') })
          .first()
          .click();
        await look(page, 'notes to be added');
        const files = truth().notes.map(({ file }) => join(SAMPLE, file[lang === 'en' ? 'en' : 'zh']));
        await frame.dialog.locator('input[type=file]').setInputFiles(files);
        await frame.dialog.getByRole('button', { name: notes.t('importN', { count: 12, n: '12' }) }).click();
        await frame.dialog.waitFor({ state: 'detached', timeout: 60_000 });
        await expect(notes.list.getByRole('option')).toHaveCount(12);
        await expect(notes.text).toBeVisible();
        await look(page, 'a note beside the list');
        await notes.openCodebook();
        await look(page, 'codebook');

        const explore = await new ExplorePage(frame).open();
        await look(page, 'questions');
        await explore.questions.first().click();
        await explore.settled();
        await look(page, 'a chart');
        await explore.open();
        await frame.button('exploreUi:compareGroups').click();
        await expect(page.locator('.explore-Differences_pairs tbody tr').first()).toBeVisible();
        await look(page, 'two groups compared');
      });
    });
  });
