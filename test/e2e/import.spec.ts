import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { seriousProblems } from './support/axe.ts';
import { campaignFile } from './support/data.ts';
import { expect, LANGS, test } from './support/fixtures.ts';
import { ImportPage } from './support/import.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'persona-files-'));
function fileOf(name: string, text: string | Uint8Array): string {
  const path = join(folder(), name);
  writeFileSync(path, text);
  return path;
}

/** A file large enough that its import can be watched. */
const large = () => {
  const lines = ['id,city,visits,spent,since'];
  for (let i = 0; i < 400_000; i++)
    lines.push(
      `K${String(i).padStart(7, '0')},City ${i % 23},${i % 97},${(i * 7919) % 100003}.${i % 10},2024-0${(i % 9) + 1}-11`,
    );
  return fileOf('large.csv', lines.join('\n'));
};

/** The sample study in each language. */
const SAMPLE = {
  'zh-CN': { encoding: 'gb18030', key: '会员号', phone: '手机', spend: '近一年消费额', sign: '￥' },
  en: { encoding: 'utf-8', key: 'Member ID', phone: 'Mobile', spend: 'Yearly spend', sign: '¥' },
} as const;

for (const lang of LANGS)
  test.describe(lang, () => {
    test.use({ lang });

    test('the sample: one click to the fields, one more to the receipt', async ({ start, page }) => {
      const wizard = new ImportPage(await start.openSample());
      const { frame } = wizard;
      await wizard.looked();
      await expect(wizard.heading).toHaveText(frame.t('sourcesUi:steps.fields'));
      const own = SAMPLE[lang];
      await expect(wizard.fact('encoding')).toHaveValue(own.encoding);
      await expect(wizard.roleOf(own.key)).toHaveValue('key');
      await expect(wizard.roleOf(own.phone)).toHaveValue('personal');
      await expect(wizard.typeOf(own.spend)).toHaveValue('number');
      // raw beside stored, personal data masked
      await wizard.field(own.spend).getByRole('button').click();
      await expect(wizard.preview).toContainText(own.sign);
      await wizard.field(own.phone).getByRole('button').click();
      await expect(wizard.preview.locator('td.sources-Preview_on').first()).toContainText('****');
      expect(await seriousProblems(page)).toEqual([]);

      await wizard.import();
      const [read, stored, rejected] = await wizard.receipt();
      expect(stored).toBe(2041);
      expect(rejected).toBeGreaterThan(0);
      expect(read).toBe(stored + rejected);
      // a line a reason, not a line a row
      const reasons = page.getByRole('region', { name: frame.t('sourcesUi:receipt.rejectedRows', { n: rejected }) });
      await expect(reasons.locator('tbody tr').first()).toContainText(
        frame.t('sources:rejected.tooFew', { fields: 17, columns: 18 }),
      );
      const csv = await wizard.downloadRejected();
      expect(csv.charCodeAt(0)).toBe(0xfeff);
      expect(csv.trim().split('\r\n').length).toBeGreaterThanOrEqual(rejected + 1);
      expect(await seriousProblems(page)).toEqual([]);

      await frame.button('sourcesUi:toSegments').click();
      await expect(page).toHaveURL(/#\/segments/);
    });

    test('rows of sums can be kept, and a further table below is read when it is chosen', async ({ start, page }) => {
      const orders = Array.from({ length: 30 }, (_, i) => `A${i},M${i % 7},${10 + i},2024-03-0${1 + (i % 9)}`);
      const text = ['order,member,amount,date', ...orders, 'Total,,735,', '', 'shop,area', 'North,120', 'South,80'];
      const wizard = new ImportPage(await start.chooseFile(fileOf('orders.csv', text.join('\n'))));
      const { frame } = wizard;
      await wizard.looked();
      await wizard.back();
      const rows = page.locator('.sources-Preview_prev tbody tr');
      await expect(rows).toHaveCount(30);
      await page.getByLabel(frame.t('sourcesUi:odd.sums')).selectOption('keep');
      await expect(rows).toHaveCount(31);
      expect(await seriousProblems(page)).toEqual([]);
      await wizard.fact('sheet').selectOption('#2');
      await expect(rows).toHaveCount(2);
      await expect(rows.first()).toContainText('North');
    });

    test('a campaign: every column has a reason, and all rows are stored', async ({ start, page }) => {
      const wizard = new ImportPage(await start.chooseFile(campaignFile()));
      await wizard.looked();
      await expect(wizard.fact('delimiter')).toHaveValue('\t');
      await expect(wizard.typeOf('Dt_Customer')).toHaveValue('date');
      await expect(wizard.roleOf('ID')).toHaveValue('key');
      await expect(wizard.typeOf('Education')).toHaveValue('category');
      const reasons = await wizard.fields.locator('td.sources-Fields_why').allTextContents();
      expect(reasons.length).toBeGreaterThan(20);
      expect(reasons.filter((reason) => reason.trim() === '' || reason.includes('sources:'))).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 720 });
      await expect(wizard.next).toBeInViewport({ ratio: 1 });
      await wizard.import();
      expect(await wizard.receipt()).toEqual([2240, 2240, 0]);
      await wizard.frame.button('sourcesUi:toCustomers').click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('2,240');
    });
  });

test('a guess can be overridden, by mouse and by keyboard, and holds', async ({ start, page }) => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i + 1},姓名${i},${i * 3},0${i}`);
  const bytes = Buffer.from(['编号,昵称,次数,代码', ...rows].join('\n'), 'utf8');
  const wizard = new ImportPage(await start.chooseFile(fileOf('short.csv', bytes)));
  await wizard.looked();
  await expect(wizard.fact('encoding')).toHaveValue('utf-8');
  await wizard.fact('encoding').selectOption('big5');
  await wizard.looked();
  await expect(wizard.fields).not.toContainText('昵称');
  await wizard.fact('encoding').selectOption('utf-8');
  await wizard.looked();

  await expect(wizard.typeOf('次数')).toHaveValue('number');
  await wizard.typeOf('次数').selectOption('text');
  await wizard.looked();
  await expect(wizard.typeOf('次数')).toHaveValue('text');
  await wizard.roleOf('次数').selectOption('attribute');
  await wizard.dimensionOf('次数').selectOption('need');
  await expect(wizard.dimensionOf('次数')).toHaveValue('need');
  await expect(wizard.roleOf('次数')).toHaveValue('attribute');

  await wizard.field('编号').getByRole('button').focus();
  await page.keyboard.press('ArrowDown');
  await expect(wizard.field('昵称')).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Tab');
  await expect(wizard.typeOf('昵称')).toBeFocused();

  // one step back and forth keeps what was chosen; so does a reload
  await wizard.back();
  await expect(wizard.heading).toHaveText(wizard.frame.t('sourcesUi:steps.read'));
  await wizard.next.click();
  await expect(wizard.typeOf('次数')).toHaveValue('text');
  await page.reload();
  await wizard.looked();
  await expect(wizard.typeOf('次数')).toHaveValue('text');

  await wizard.import();
  const row = page.getByRole('row').filter({ hasText: '次数' });
  await expect(row).toContainText(wizard.frame.t('sourcesUi:types.text'));
  await expect(row).toContainText(wizard.frame.t('sourcesUi:dimensions.need'));
});

test('a cancelled import leaves nothing, and the wizard comes back', async ({ start, page, shell }) => {
  const wizard = new ImportPage(await start.chooseFile(large()));
  await wizard.looked();
  await wizard.next.click();
  const stop = page.getByRole('main').getByRole('button', { name: wizard.frame.t('common:stop') });
  await stop.click();
  await wizard.looked();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page
    .getByRole('main')
    .getByRole('button', { name: wizard.frame.t('common:cancel') })
    .click();
  await expect(page.getByText(wizard.frame.t('sourcesUi:choose.drop'))).toBeVisible();
  await page.goto('about:blank');
  await shell.kill();
  const files = readdirSync(shell.home, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.persona'),
  );
  expect(files).toHaveLength(1);
  const db = new Database(join(shell.home, files[0]!));
  const count = (sql: string) => db.prepare(sql).pluck().get();
  for (const table of ['source', 'attribute', 'raw_block', 'rejected_row'])
    expect(count(`SELECT count(*) FROM ${table}`), table).toBe(0);
  expect(count("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%customers_%'")).toBe(0);
  db.close();
});

test('a reload in the middle of an import takes it up again', async ({ start, page }) => {
  const wizard = new ImportPage(await start.chooseFile(large()));
  await wizard.looked();
  await wizard.next.click();
  await expect(wizard.heading).toHaveText(wizard.frame.t('sourcesUi:storing.title'));
  await page.reload();
  await page.locator('.sources-ReceiptView_receipt').waitFor({ timeout: 90_000 });
  expect(await wizard.receipt()).toEqual([400_000, 400_000, 0]);
});

test('the same file again is recognised; an import is taken back and comes again', async ({ start, page }) => {
  const file = fileOf(
    'again.csv',
    ['id,visits', ...Array.from({ length: 120 }, (_, i) => `A${i},${i % 9}`)].join('\n'),
  );
  const wizard = new ImportPage(await start.chooseFile(file));
  await wizard.looked();
  await wizard.import();
  await wizard.frame.button('sourcesUi:toList').click();
  await wizard.importAnother(file);
  await expect(page.getByRole('radio', { checked: true })).toHaveAttribute('value', 'skip');
  await expect(wizard.next).toHaveText(wizard.frame.t('sourcesUi:skipNow'));
  await page.locator('.sources-Known_known').getByRole('radio').nth(1).check();
  await wizard.import();
  await wizard.frame.button('sourcesUi:toList').click();
  await expect(page.locator('.sources-SourceList_sourceList tbody tr')).toHaveCount(2);
  await wizard.frame.button('sourcesUi:removeNamed', { name: 'again.csv' }).first().click();
  await expect(page.locator('.sources-SourceList_sourceList tbody tr')).toHaveCount(1);
  await wizard.frame.button('sourcesUi:undo').click();
  await expect(page.locator('.sources-SourceList_sourceList tbody tr')).toHaveCount(2);
});

const PEOPLE = [...'王李张刘陈杨赵黄周吴'];
const member = (i: number) => `M${String(i).padStart(4, '0')}`;
const memberRows = (from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, i) =>
      `${member(from + i)},${PEOPLE[(from + i) % 10]}小${'文静平婷伟'[(from + i) % 5]},${20 + ((from + i) % 40)},138${String(10_000_000 + (from + i) * 7919)}`,
  );
const orderRows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => {
    const at = from + i;
    return `T${20_000 + at},${member(at % 80)},2024-0${1 + (at % 9)}-1${at % 10},${['春茶', '红茶', '茶杯'][at % 3]},${1 + (at % 3)},${(12.5 + at).toFixed(2)}`;
  });
const ORDERS = '订单号,会员号,下单时间,商品,数量,实付金额';
const MEMBERS = '会员号,姓名,年龄,手机';

test('a shop owner: orders, then customers, then the wrong file; a change of mind; next month', async ({
  start,
  page,
}) => {
  const orders = fileOf('orders.csv', [ORDERS, ...orderRows(0, 300)].join('\n'));
  const customers = fileOf('customers.csv', [MEMBERS, ...memberRows(0, 120)].join('\n'));
  const wizard = new ImportPage(await start.chooseFile(orders));
  const { frame } = wizard;
  await wizard.looked();
  await expect(wizard.kind).toHaveValue('orders');
  await frame.button('sourcesUi:kind.mapping').click();
  await expect(wizard.columnOf('customer')).toHaveValue('会员号');
  await expect(wizard.columnOf('amount')).toHaveValue('实付金额');
  expect(await seriousProblems(page)).toEqual([]);
  // a field taken away is marked as missing, and comes back
  await wizard.columnOf('date').selectOption('');
  await wizard.looked();
  await expect(page.locator('.sources-Kind_list')).toContainText(frame.t('sourcesUi:kind.lacking'));
  await wizard.columnOf('date').selectOption('下单时间');
  await wizard.looked();
  await expect(page.locator('.sources-Kind_list')).not.toContainText(frame.t('sourcesUi:kind.lacking'));
  await wizard.import();

  await wizard.toList();
  await wizard.importAnother(customers);
  await expect(wizard.kind).toHaveValue('customers');
  await wizard.import();
  // two sources: joining them is the next thing to do
  await expect(wizard.next).toHaveText(frame.t('sourcesUi:toJoin'));
  await wizard.toList();
  await expect(wizard.sources).toHaveCount(2);
  await expect(wizard.source('orders.csv')).toContainText(frame.t('kinds:kind.orders'));
  await expect(wizard.source('customers.csv')).toContainText('会员号');
  expect(await seriousProblems(page)).toEqual([]);

  // the wrong file: seen in the wizard, and left out
  await wizard.importAnother(
    fileOf(
      'stock.csv',
      ['商品编号,商品名称,单价,库存', ...Array.from({ length: 40 }, (_, i) => `P${i + 10},茶${i},${i * 3},${i}`)].join(
        '\n',
      ),
    ),
  );
  await expect(wizard.kind).toHaveValue('other');
  await page
    .getByRole('main')
    .getByRole('button', { name: frame.t('common:cancel') })
    .click();
  await expect(wizard.sources).toHaveCount(2);

  // the kind is what the reader says; as proposed again is one click
  await wizard.importAnother(fileOf('more.csv', [MEMBERS, ...memberRows(500, 600)].join('\n')));
  await wizard.kind.selectOption('companies');
  await wizard.looked();
  await expect(wizard.kind).toHaveValue('companies');
  await frame.button('sourcesUi:kind.proposed').click();
  await wizard.looked();
  await expect(wizard.kind).toHaveValue('customers');
  await wizard.import();
  await wizard.toList();
  await expect(wizard.sources).toHaveCount(3);
  await frame.button('sourcesUi:removeNamed', { name: 'more.csv' }).click();
  await expect(wizard.sources).toHaveCount(2);

  // next month: renamed, missing and new columns, laid beside the earlier ones
  const next = [
    '会员编号,客户姓名,手机号码,会员等级',
    ...memberRows(0, 130).map((line) => line.replace(/,\d{2},/, ',') + ',金卡'),
  ];
  await wizard
    .source('customers.csv')
    .getByRole('button', { name: frame.t('sourcesUi:list.refresh') })
    .click();
  await page.locator('input[type=file]').setInputFiles(fileOf('customers-2.csv', next.join('\n')));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { checked: true })).toHaveAttribute('value', 'update', { timeout: 30_000 });
  await expect(dialog).toContainText(frame.t('sourcesUi:plan.after', { n: 130 }));
  await expect(dialog.getByLabel(frame.t('sourcesUi:plan.nowOf', { name: '姓名' }))).toHaveValue('客户姓名');
  await expect(dialog.getByLabel(frame.t('sourcesUi:plan.nowOf', { name: '年龄' }))).toHaveValue('');
  await expect(dialog).toContainText('会员等级');
  expect(await seriousProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: frame.t('sourcesUi:plan.take') }).click();
  await wizard.looked();
  await wizard.import();
  await wizard.toList();
  await expect(wizard.sources).toHaveCount(2);
  await expect(wizard.source('customers-2.csv')).toContainText('130');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(wizard.source('customers.csv')).toContainText('120');
});

test('several files at once: each is looked at, then all go in', async ({ start, page }) => {
  const first = fileOf('customers.csv', [MEMBERS, ...memberRows(0, 120)].join('\n'));
  const wizard = new ImportPage(await start.chooseFile(first));
  const { frame } = wizard;
  await wizard.looked();
  await wizard.import();
  await wizard.toList();
  await wizard.importAnother([
    fileOf('orders.csv', [ORDERS, ...orderRows(0, 200)].join('\n')),
    fileOf(
      'picture.csv',
      new Uint8Array(4096).map((_, i) => (i * 31) % 256),
    ),
    first,
  ]);
  const rows = page.locator('.sources-Queue_queue tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText(frame.t('sourcesUi:queue.looked'), { timeout: 30_000 });
  await expect(rows.nth(0)).toContainText(frame.t('kinds:kind.orders'));
  await expect(rows.nth(2)).toContainText(frame.t('sourcesUi:queue.known', { name: 'customers.csv' }), {
    timeout: 30_000,
  });
  await expect(rows.nth(1)).not.toContainText('sources:');
  expect(await seriousProblems(page)).toEqual([]);
  await frame.button('sourcesUi:queue.drop', { name: 'picture.csv' }).click();
  await frame.button('sourcesUi:queue.all', { count: 2 }).click();
  await expect(rows.nth(0)).toContainText(frame.t('sourcesUi:queue.done'), { timeout: 30_000 });
  await expect(wizard.next).toHaveText(frame.t('sourcesUi:toJoin'));
  await wizard.toList();
  await expect(wizard.sources).toHaveCount(2);
});

test('hostile cells and headers stay text', async ({ start, page }) => {
  const attacks = [
    '<img src=x onerror=alert(1)>',
    '"><script>alert(2)</script>',
    'javascript:alert(3)',
    "=cmd|'/c calc'!A1",
  ];
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const head = ['id', '<b onmouseover=alert(4)>h</b>', '__proto__', 'x'.repeat(4000)].map(quoted).join(',');
  const rows = Array.from({ length: 150 }, (_, i) =>
    [`A${i}`, attacks[i % attacks.length]!, attacks[(i + 1) % attacks.length]!, String(i)].map(quoted).join(','),
  );
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });
  const wizard = new ImportPage(
    await start.chooseFile(fileOf('<img src=x>.csv', [head, ...rows, 'short,row'].join('\n'))),
  );
  await wizard.looked();
  await wizard.field('<b onmouseover=alert(4)>h</b>').getByRole('button').click();
  await expect(wizard.preview).toContainText('<img src=x onerror=alert(1)>');
  await expect(wizard.next).toBeInViewport({ ratio: 1 });
  await wizard.import();
  await wizard.frame.button('sourcesUi:toCustomers').click();
  await expect(page.getByRole('grid')).toContainText('<script>alert(2)</script>');
  expect(
    await page.evaluate(() => document.querySelectorAll('main img, main script, main b[onmouseover]').length),
  ).toBe(0);
  expect(dialogs).toBe(0);
});

test('a file that is no table is refused in words, and nothing is left behind', async ({ start, page }) => {
  const bytes = new Uint8Array(4096).map((_, i) => (i * 31) % 256);
  const wizard = new ImportPage(await start.chooseFile(fileOf('picture.csv', bytes)));
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('alert')).not.toContainText('sources:');
  await wizard.frame.button('sourcesUi:reading.other').click();
  await expect(page.getByText(wizard.frame.t('sourcesUi:choose.drop'))).toBeVisible();
});

test('an order file ends in customers by its own button, and nothing calls an order line a customer', async ({
  start,
  page,
}) => {
  const lines = ['order no,member no,order date,item,amount'];
  for (let i = 0; i < 120; i++) {
    const member = i % 3 === 0 ? '' : `V${String(i % 20)}`;
    lines.push(`T${String(1000 + i)},${member},2024-03-${String(10 + (i % 18))},tea,${String(18 + (i % 9))}.50`);
  }
  const members = new Set(lines.slice(1).flatMap((line) => line.split(',')[1] || [])).size;
  const wizard = new ImportPage(await start.chooseFile(fileOf('till.csv', lines.join('\n'))));
  const { frame } = wizard;
  await wizard.looked();
  await wizard.import();
  const things = frame.t('explore:things.orders');
  await expect(wizard.heading).toHaveText(
    frame.t('sourcesUi:whose.titleWithout', { count: members, rows: 80, without: 40, things }),
  );
  const without = frame.t('sourcesUi:whose.withoutTitle', { count: 40 });
  await expect(page.getByRole('heading', { name: without, exact: true })).toBeVisible();
  await expect(frame.tray).toContainText(frame.t('frame:countsOf', { n: '120', things, personas: '0' }));
  expect(await seriousProblems(page)).toEqual([]);
  await expect(wizard.next).toHaveText(frame.t('sourcesUi:whose.build', { count: members }));
  await wizard.next.click();
  await expect(frame.tray).toContainText(frame.t('frame:counts', { customers: String(members), personas: '0' }));
  await expect(wizard.heading).toContainText(String(members));
});

test('an order file without a buyer says so, with two ways on', async ({ start, page }) => {
  const lines = ['order no,order date,item,amount'];
  for (let i = 0; i < 120; i++) lines.push(`T${String(1000 + i)},2024-03-${String(10 + (i % 18))},tea,${String(i)}.50`);
  const wizard = new ImportPage(await start.chooseFile(fileOf('settlement.csv', lines.join('\n'))));
  const { frame } = wizard;
  await wizard.looked();
  await wizard.import();
  const who = frame.t('explore:who.orders');
  await expect(page.getByText(frame.t('sourcesUi:whose.nobody', { who }))).toBeVisible();
  await expect(page.getByText(frame.t('sourcesUi:whose.noColumn', { who }))).toBeVisible();
  await expect(frame.button('sourcesUi:only.orders')).toBeVisible();
  await wizard.next.click();
  await expect(page.getByText(frame.t('sourcesUi:choose.drop'))).toBeVisible();
});
