import { readFileSync } from 'node:fs';
import { seriousProblems } from './support/axe.ts';
import { expect, LANGS, test as base } from './support/fixtures.ts';
import { FramePage } from './support/frame.ts';
import { PersonasPage } from './support/personas.ts';

/** The designer on the first drafted card of the sample. */
const test = base.extend<{ cards: PersonasPage }>({
  cards: async ({ page, frame }, use) => {
    const cards = new PersonasPage(frame);
    await cards.frame.goTo('personas');
    await page.locator('.personas-Gallery_tileOpen').first().click();
    await expect(cards.card).toBeVisible();
    await use(cards);
  },
});

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });

    test('edit in place, undo, redo; the evidence of every claim is one key away', async ({ cards, page }) => {
      const before = await cards.title.textContent();
      await cards.retitle('Evening regulars 晚间常客');
      await expect(cards.title).toContainText('Evening regulars 晚间常客');
      await cards.frame.undo.click();
      await expect(cards.title).toHaveText(before!);
      await cards.frame.redo.click();
      await expect(cards.title).toContainText('Evening regulars');

      const needs = cards.t('personas:field.needs');
      await cards.addLine(needs, '<img src=x onerror=alert(1)>');
      await expect(cards.card.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
      await expect(cards.card.getByText(cards.t('personas:basis.assumption'))).toBeVisible();

      await cards.flip();
      const rows = cards.evidence.locator('tbody tr');
      await expect.poll(() => rows.count()).toBeGreaterThan(5);
      await rows.first().click();
      await expect(cards.inspector).toContainText(cards.t('personasUi:asOf'));
      await expect(cards.inspector).toContainText('n');
      await cards.flip();
      await expect(page.locator('.personas-card-Section_cardFigures')).toBeVisible();
    });

    test('no serious accessibility problem on face, evidence, gallery and comparison', async ({ cards, page }) => {
      expect(await seriousProblems(page)).toEqual([]);
      // in a low window what is beside the card scrolls
      await page.setViewportSize({ width: 1280, height: 720 });
      expect(await seriousProblems(page)).toEqual([]);
      await cards.flip();
      expect(await seriousProblems(page)).toEqual([]);
      await cards.openGallery();
      expect(await seriousProblems(page)).toEqual([]);
      for (const at of [0, 1]) await page.getByRole('checkbox').nth(at).check();
      await page.getByRole('button', { name: cards.t('personasUi:compareN', { n: 2 }) }).click();
      await expect(page.locator('.personas-Compare_comparecards')).toBeVisible();
      await expect(page.locator('tr.personas-Compare_marked')).not.toHaveCount(0);
      expect(await seriousProblems(page)).toEqual([]);
    });
  });

test('fields: move by button and by keyboard drag, hide, add one of one’s own, the meter follows', async ({
  cards,
  page,
}) => {
  await expect(cards.fieldNames.nth(4)).toBeVisible();
  const names = await cards.fieldNames.allTextContents();
  const second = names[3]!;
  await cards
    .field(second)
    .getByRole('button', { name: cards.t('personasUi:fieldMore', { field: second }) })
    .click({ force: true });
  await page.getByRole('menuitem', { name: cards.t('personasUi:moveUp') }).click();
  await expect(cards.fieldNames).toHaveText([...names.slice(0, 2), second, names[2]!, ...names.slice(4)]);

  const stated = Number((await cards.prevalence.textContent())!.replace(/\D/g, ''));
  const differences = cards.t('personas:field.differences');
  await cards
    .field(differences)
    .getByRole('button', { name: cards.t('personasUi:hide', { field: differences }) })
    .click();
  await expect(cards.card.getByRole('region', { name: differences })).toHaveCount(0);
  await expect
    .poll(async () => Number((await cards.prevalence.textContent())!.replace(/\D/g, '')))
    .toBeGreaterThanOrEqual(stated);

  await page.getByRole('button', { name: cards.t('personasUi:addField') }).click();
  await cards.frame.dialog.getByLabel(cards.t('personasUi:fieldName')).fill('口味 Taste');
  await cards.frame.dialog.getByRole('button', { name: cards.t('personasUi:addField') }).click();
  await expect(cards.fieldNames.filter({ hasText: '口味 Taste' })).toHaveCount(1);
});

test('exports: HTML is self-contained, PNG is a picture, JSON holds no customer', async ({ cards }) => {
  const html = readFileSync((await (await cards.export('html')).path())!, 'utf8');
  expect(html).toContain('<!doctype html>');
  expect(html).not.toMatch(/(src|href)="https?:/);
  const evidence = readFileSync((await (await cards.export('html', 'evidence')).path())!, 'utf8');
  expect(evidence.length).toBeGreaterThan(2000);
  const png = readFileSync((await (await cards.export('png')).path())!);
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(744 * 2);
  expect(png.readUInt32BE(20)).toBeGreaterThan(800);
  const json = readFileSync((await (await cards.export('json')).path())!, 'utf8');
  expect(JSON.parse(json)).toBeTruthy();
  expect(json).not.toMatch(/(?<![\d.])1[3-9]\d{9}(?!\d)/);
});

test('two tabs: a card changed in one is seen in the other', async ({ cards, page, context }) => {
  const opened = context.waitForEvent('page');
  await cards.frame.command(cards.t('frame:action.window'));
  const other = await opened;
  const second = new PersonasPage(new FramePage(other, cards.frame.lang));
  await second.frame.goTo('personas');
  await other.locator('.personas-Gallery_tileOpen').first().click();
  await expect(second.card).toBeVisible();
  await cards.retitle('From the first tab');
  await expect(second.title).toContainText('From the first tab');
  await second.retitle('From the second tab');
  await expect(cards.title).toContainText('From the second tab');
  await page.bringToFront();
});
