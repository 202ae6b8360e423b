import type { Page } from '@playwright/test';
import type { Lang } from '../../shared/domain.ts';
import { seriousProblems } from './support/axe.ts';
import { CustomersPage } from './support/customers.ts';
import { expect, test, watchProblems } from './support/fixtures.ts';
import { FramePage } from './support/frame.ts';
import { ImportPage } from './support/import.ts';
import { PersonasPage } from './support/personas.ts';
import { preparedWorkspace } from './support/prepared.ts';
import { SegmentsPage } from './support/segments.ts';
import { startShell } from './support/shell.ts';

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
    test.use({ lang });

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
      await expect(page.locator('.source-list')).toBeVisible();
      await look(page, 'imports');

      await frame.goTo('segments');
      const segments = new SegmentsPage(frame);
      await expect(segments.find).toBeVisible();
      await look(page, 'groups to be found');
      await frame.button('segmentsUi:features').click();
      await expect(frame.dialog.getByRole('table')).toBeVisible();
      await look(page, 'features');
    });

    test('axe finds nothing serious from the customers to the exported card', async ({ page }) => {
      const shell = await startShell({ lang, theme, workspace: preparedWorkspace({ lang }) });
      const problems = watchProblems(page);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(shell.url);
      const frame = new FramePage(page, lang);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);

      await frame.goTo('data');
      const customers = new CustomersPage(frame);
      await expect(customers.inspector.locator('.hist')).toBeVisible();
      await customers.table.focus();
      await page.keyboard.press('ArrowDown');
      await look(page, 'customers, an attribute beside them');
      await page.keyboard.press('Enter');
      await expect(customers.inspector.locator('.cust-record')).toBeVisible();
      await look(page, 'customers, one of them beside them');

      await frame.goTo('segments');
      const segments = new SegmentsPage(frame);
      await expect(page.locator('.scatter-host canvas')).toBeVisible();
      await segments.groups.nth(1).click();
      await expect(page.locator('.diff').first()).toBeVisible();
      await look(page, 'segments, one selected');
      await page.getByRole('radio', { name: frame.t('segmentsUi:modeOne'), exact: true }).check({ force: true });
      await look(page, 'one attribute compared');
      await page.locator('.kc .btn.link').click();
      await expect(frame.dialog.getByRole('table')).toBeVisible();
      await look(page, 'all numbers of groups');
      await page.keyboard.press('Escape');

      await frame.goTo('personas');
      const cards = new PersonasPage(frame);
      await expect(page.locator('.tile-open').first()).toBeVisible();
      await look(page, 'gallery');
      await page.locator('.tile-open').first().click();
      await expect(cards.card).toBeVisible();
      await look(page, 'card');
      await cards.flip();
      await page.locator('table.evidence tbody tr').first().click();
      await expect(cards.inspector).toContainText(cards.t('personasUi:asOf'));
      await look(page, 'evidence, a claim beside it');
      await frame.button('personasUi:export').click();
      await expect(frame.dialog).toBeVisible();
      await look(page, 'export');
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+k');
      await expect(frame.dialog).toBeVisible();
      await look(page, 'palette');

      expect(problems, 'the page logged errors').toEqual([]);
      await shell.stop();
    });
  });
