import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../../shared/contract/sources.ts';
import { AppError } from '../../../shared/frames.ts';
import { readTextFile } from '../../../electron/formats/documents.ts';
import { openSource } from '../../../electron/formats/source.ts';
import { fileOf, rawOf } from './data.ts';

const read = async (page: string | Uint8Array, options: ReadOptions = {}) => rawOf(fileOf(page), options);
const refusal = async (page: string | Uint8Array, options: ReadOptions = {}) => {
  try {
    const { facts } = await read(page, options);
    return facts.columns;
  } catch (error) {
    return error instanceof AppError ? error.said.key : String(error);
  }
};
const row = (cells: readonly string[], tag = 'td') =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
const BODY = [
  ['K1', '5', 'Rome'],
  ['K2', '6', 'Oslo'],
];
const HEAD = ['key', 'n', 'city'];
const TABLE = `<table>${row(HEAD, 'th')}${BODY.map((cells) => row(cells)).join('')}</table>`;

describe('a table of HTML', () => {
  it.each([
    ['a page', `<!DOCTYPE html><html><head><title>t</title></head><body>${TABLE}</body></html>`],
    ['a table alone', TABLE],
    ['a piece of a page', `<div class="export">\n${TABLE}</div>`],
    ['long styles first', `<style>${'td{mso-number-format:"\\@"}\n'.repeat(2000)}</style>${TABLE}`],
    ['remarks first', `\n<!-- made by a program -->\n<!-- ${'x'.repeat(9000)} -->${TABLE}`],
    ['rows without a table', TABLE.replace(/<\/?table>/g, '')],
    ['no end tags', `<table><tr><th>key<th>n<th>city<tr><td>K1<td>5<td>Rome<tr><td>K2<td>6<td>Oslo</table>`],
    ['a fault of a program first', `<br />\n<b>Warning</b>: no index in x.php<br />${TABLE}`],
    [
      'an XML declaration',
      `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml">${TABLE}</html>`,
    ],
    ['parts', TABLE.replace('<tr><td>', '<tbody><tr><td>').replace('</table>', '</tbody></table>')],
    ['UTF-16', Buffer.from(`\ufeff${TABLE}`, 'utf16le')],
  ])('%s', async (_, page) => {
    const { facts, rows } = await read(page);
    expect(facts).toMatchObject({ format: 'html', columns: HEAD, headerLine: 1, read: 2, sheets: [], sheet: null });
    expect(facts.notes).toEqual([]);
    expect(rows).toEqual(BODY);
  });

  it('holds what is shown: entities, line ends, blanks folded, no scripts and remarks', async () => {
    const { rows } = await read(
      `<table>${row(HEAD, 'th')}<tr><td style="mso-number-format:'\\@'">&nbsp;a&amp;b &lt;i&gt; &#20013;&#x6587;\n  c<td>` +
        'one<br>two<br/>three<td><script>x<td>y</td></script><!-- <td>no --><p>p1</p><p>p<b>2</b></p><style>s</style>' +
        `<tr><td>&nbsp;<td>1<td><a href="?a=1&b=2">link</a> end</table>`,
    );
    expect(rows).toEqual([
      ['a&b <i> 中文 c', 'one\ntwo\nthree', 'p1\np2'],
      ['', '1', 'link end'],
    ]);
  });

  it('keeps its columns where cells reach over others', async () => {
    const page =
      '<table><tr><th rowspan=2>key</th><th colspan="2">amount</th><th colspan=2>count</th></tr>' +
      '<tr><th>min</th><th>max</th><th>min</th><th>max</th></tr>' +
      '<tr><td rowspan=2>K1</td><td colspan=2>7</td><td>1</td><td>2</td></tr>' +
      '<tr><td>8</td><td>9</td><td>3</td><td>4</td></tr>' +
      '<tr><td>K2</td><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>';
    const { facts, rows } = await read(page);
    expect(facts.columns).toEqual(['key', 'amount min', 'amount max', 'count min', 'count max']);
    expect(rows).toEqual([
      ['K1', '7', '', '1', '2'],
      ['K1', '8', '9', '3', '4'],
      ['K2', '1', '2', '3', '4'],
    ]);
    expect(facts.notes).toEqual([
      { key: 'sources:note.mergedHeader', values: { n: 2, line: 1 } },
      { key: 'sources:note.mergedFilled', values: { n: 1 } },
    ]);
  });

  it('has titles above, blank rows, sums and its header again like any other', async () => {
    const body = Array.from({ length: 20 }, (_, i) => [`K${String(i)}`, String(i), 'Rome']);
    const { facts, rows } = await read(
      `<table><tr><td colspan=3>Customers 2024</td></tr>${row(HEAD)}${row(['', '', ''])}${row(HEAD)}` +
        `${body.map((cells) => row(cells)).join('')}${row(['Total', '190', ''])}</table>`,
    );
    expect(facts).toMatchObject({ columns: HEAD, headerLine: 2, read: 22, stored: 20 });
    expect(rows).toEqual(body);
    expect(facts.rejected.map(({ line, reason }) => [line, reason.key])).toEqual([
      [4, 'sources:rejected.headerAgain'],
      [25, 'sources:rejected.sum'],
    ]);
  });

  it('is the one with most rows, and the others can be chosen', async () => {
    const page = `<table><tr><td>Report</td><td>May</td></tr></table>${TABLE}<table><caption>Cities</caption>${row(
      ['city', 'land'],
      'th',
    )}${row(['Rome', 'IT'])}</table>`;
    const { facts, rows } = await read(page);
    expect(rows).toEqual(BODY);
    expect(facts).toMatchObject({ sheet: '#2', sheets: ['#1', '#2', 'Cities'] });
    expect(facts.notes).toEqual([{ key: 'sources:note.tables', values: { n: 3, table: '#2', rows: 3 } }]);
    const cities = await read(page, { sheet: 'Cities' });
    expect(cities.facts).toMatchObject({ sheet: 'Cities', columns: ['city', 'land'], notes: [] });
    expect(cities.rows).toEqual([['Rome', 'IT']]);
    expect(await refusal(page, { sheet: 'none' })).toBe('sources:error.noSheet');
  });

  it('in a cell is text, unless the table around it is only a frame', async () => {
    const framed = await read(`<table><tr><td>menu</td></tr><tr><td>${TABLE}</td></tr></table>`);
    expect(framed.rows).toEqual(BODY);
    const inner = await read(
      `<table>${row(HEAD, 'th')}${row(['K1', '5', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>'])}${row(BODY[1]!)}</table>`,
    );
    expect(inner.rows).toEqual([['K1', '5', 'a b\nc'], BODY[1]]);
    expect(inner.facts.sheets).toEqual([]);
  });

  it('takes the encoding its page names, where the bytes do not say otherwise', async () => {
    const meta = (charset: string) => `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`;
    const gb = Buffer.concat([
      Buffer.from(`<html>${meta('gb2312')}<table><tr><td>a</td><td>`),
      Buffer.from([0xd6, 0xd0]),
      Buffer.from('</td></tr><tr><td>1</td><td>2</td></tr></table>'),
    ]);
    expect((await read(gb, { headerRow: 1 })).facts).toMatchObject({ encoding: 'gb18030', columns: ['a', '中'] });
    const utf8 = `<html>${meta('gb2312')}<table>${row(['编号', '城市'])}${row(['1', '上海'])}</table>`;
    expect((await read(utf8)).facts).toMatchObject({ encoding: 'utf-8', columns: ['编号', '城市'] });
    const other = Buffer.concat([Buffer.from(`<html>${meta('shift_jis')}<table>`), Buffer.from([0x93, 0xfa])]);
    expect(await refusal(other)).toBe('sources:unsupported.charset');
  });

  it('that is cut off says so', async () => {
    const half = await read(TABLE.slice(0, TABLE.indexOf('Oslo') + 2));
    expect(half.rows).toEqual([BODY[0]]);
    expect(half.facts.rejected).toEqual([{ line: 3, reason: { key: 'sources:rejected.cutRow' }, raw: 'K2,6,Os' }]);
    expect(half.facts.notes).toEqual([{ key: 'sources:note.tableOpen' }]);
    for (const end of ['<td cla', '<!-- x', '<script>var a', '<td title="'])
      expect(await refusal(TABLE.replace('</table>', end)), end).toBe('sources:unsupported.htmlEnd');
  });

  it('is read under .xls though a line stands before it, and is no table of tags in a CSV', async () => {
    const open = async (text: string, name: string) =>
      (await openSource(fileOf(text), {}, () => undefined, name)).format;
    expect(await open(`Customers of May\n${TABLE}`, 'may.xls')).toBe('html');
    expect(await open(`id,text\n1,${TABLE}\n2,x\n`, 'may.xls')).toBe('csv');
    expect(await open(`id,text\n1,${TABLE}\n2,x\n`, 'may.csv')).toBe('csv');
  });

  it('without rows of cells is a web page', async () => {
    for (const page of ['<html><p>text</p></html>', '<div><table><tr><td>only</td></tr></table></div>'])
      expect(await refusal(page)).toBe('sources:unsupported.html');
    expect(await refusal('MIME-Version: 1.0\nContent-Type: text/html\n\n<table>')).toBe('sources:unsupported.html');
  });
});

describe('a note', () => {
  it('may begin with a tag', () => {
    expect(readTextFile(fileOf('<div align="center">\n\n# Title\n</div>\n')).text).toContain('# Title');
  });
});

describe('any table written as HTML', () => {
  const text = fc.oneof(
    fc.constantFrom('', '客户', 'a & b', '<td>', 'x > y', '"q"', '007', '&amp;', 'é', 'two\nlines', '&#1', '😀'),
    fc
      .string({ maxLength: 6, unit: fc.constantFrom(...'ab1,;&<>"\'客 ') })
      .map((cell) => cell.trim().replace(/ +/g, ' ')),
  );
  const style = fc.record({
    space: fc.constantFrom('', '\n', ' \t', '\r\n  '),
    attributes: fc.constantFrom('', ' class="a > b"', ' style=\'x:"y"\' nowrap', ' data-x=1', ' rowspan="1" colspan=1'),
    how: fc.integer({ min: 0, max: 3 }),
    ends: fc.boolean(),
    upper: fc.boolean(),
  });
  const entity = (sign: string, how: number): string => {
    if (sign === '\n') return ['<br>', '<BR/>', '<br />', '<br clear=all>'][how]!;
    const code = sign.codePointAt(0)!;
    const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
    if (how === 0 || (how === 3 && !named[sign])) return named[sign] ?? sign;
    if (how === 1) return `&#${String(code)};`;
    return how === 2 ? `&#x${code.toString(16)};` : named[sign]!;
  };

  it('reads back cell by cell', async () => {
    const rows = fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(rows, fc.array(style, { minLength: 1, maxLength: 8 }), async (body, styles) => {
        const filled = [['key', 'a', 'b', 'c'], ...body.map((cells, i) => [`K${String(i)}`, ...cells])];
        let n = 0;
        const tag = (name: string) => {
          const { upper, attributes, space } = styles[n++ % styles.length]!;
          return `<${upper ? name.toUpperCase() : name}${name === 'table' ? '' : attributes}${space}>`;
        };
        const cell = (content: string) => {
          const { space, how, ends } = styles[n++ % styles.length]!;
          const written = Array.from(content, (sign) => entity(sign, how)).join('');
          return `${tag('td')}${space}${written}${space}${ends ? '</td>' : ''}${space}`;
        };
        const page = `${tag('table')}${filled.map((cells) => `${tag('tr')}${cells.map(cell).join('')}`).join('')}</table>`;
        const { facts, rows: found } = await read(page, { headerRow: 1 });
        expect(facts.columns).toEqual(filled[0]);
        expect(found).toEqual(filled.slice(1));
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

describe('a workbook of 2003 in XML', () => {
  const book = (sheets: string) =>
    `<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="s1"/></Styles>${sheets}</Workbook>`;
  const cell = (value: string, type = 'String', more = '') =>
    `<Cell${more}><Data ss:Type="${type}">${value}</Data></Cell>`;

  it('is its largest sheet', async () => {
    const { facts, rows } = await read(
      book(
        '<Worksheet ss:Name="Form"><Table/></Worksheet><Worksheet ss:Name="客户"><Table>' +
          `<Row>${cell('key')}${cell('n')}${cell('when')}${cell('x')}</Row>` +
          `<Row ss:Index="4">${cell('K1')}${cell('1.5E2', 'Number')}${cell('2024-03-05T00:00:00.000', 'DateTime')}` +
          `<Cell><Data ss:Type="Boolean">1</Data><Comment><ss:Data>no</ss:Data></Comment></Cell></Row>` +
          `<Row>${cell('K&amp;2')}${cell('2024-03-05T08:26:00.000', 'DateTime', ' ss:Index="3"')}${cell('#N/A', 'Error')}</Row>` +
          `</Table></Worksheet><Worksheet ss:Name="Old"><Table><Row>${cell('a')}</Row></Table></Worksheet>`,
      ),
    );
    expect(facts).toMatchObject({
      format: 'xml',
      sheet: '客户',
      sheets: ['客户', 'Old'],
      columns: ['key', 'n', 'when', 'x'],
    });
    expect(rows).toEqual([
      ['K1', '150', '2024-03-05', 'TRUE'],
      ['K&2', '', '2024-03-05 08:26:00', '#N/A'],
    ]);
    expect(facts.notes).toEqual([{ key: 'sources:note.errorCells', values: { n: 1 } }]);
  });

  it('declares no entities', async () => {
    const bomb = book('').replace('<Workbook', '<!DOCTYPE x [<!ENTITY a "aaaa">]><Workbook');
    expect(await refusal(bomb)).toBe('sources:unsupported.doctype');
    expect(await refusal(book('<Worksheet ss:Name="a"><Table><Row>'))).toBe('sources:unsupported.xml');
    expect(await refusal('<?xml version="1.0"?><rss><item/></rss>')).toBe('sources:unsupported.xml');
  });
});

describe('hostile pages', () => {
  const timed = async (page: string): Promise<string | string[]> => {
    const path = fileOf(page);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const outcome = await refusal(page);
    expect(performance.now() - started).toBeLessThan(8000);
    expect(process.memoryUsage().rss - before).toBeLessThan(700 << 20);
    expect(path).toContain('.csv');
    return outcome;
  };
  const head = `<table>${row(HEAD, 'th')}${row(BODY[0]!)}`;

  it.each<[string, () => string, string | string[]]>([
    ['tags in one another', () => `<div><table>${'<b>'.repeat(1_000_000)}`, 'htmlDeep'],
    ['tables in one another', () => '<table><tr><td>'.repeat(100_000), 'htmlDeep'],
    ['a million empty cells', () => `${head}${`<tr>${'<td></td>'.repeat(1000)}</tr>`.repeat(1000)}</table>`, HEAD],
    ['a row of 100,000 cells', () => `${head}<tr>${'<td>1</td>'.repeat(100_000)}</tr></table>`, 'tooManyColumns'],
    ['a row of 100,000 empty cells', () => `${head}<tr>${'<td></td>'.repeat(100_000)}</tr></table>`, 'tooManyColumns'],
    [
      'cells that reach far',
      () => `<table><tr>${'<td rowspan=65534>1'.repeat(1900)}${'<tr><td>x'.repeat(400_000)}`,
      'htmlSpans',
    ],
    ['wide cells', () => `${head}<tr>${'<td colspan=99999999>'.repeat(50)}1</tr></table>`, 'tooManyColumns'],
    ['50 MB without a tag', () => `<div><table><tr><td>1<td>${'x'.repeat(50 << 20)}`, 'htmlLong'],
    ['50 MB outside of tables', () => `<div>${'x'.repeat(50 << 20)}`, 'html'],
    ['a remark without end', () => `${head}<!--${'x'.repeat(20 << 20)}`, 'htmlLong'],
    ['an attribute without end', () => `${head}<td title="${'x'.repeat(20 << 20)}`, 'htmlLong'],
    ['200,000 tables', () => `${head}</table>${'<table><tr><td>1<td>2</table>'.repeat(200_000)}`, HEAD],
    ['end tags alone', () => `${head}${'</b></td></table>'.repeat(500_000)}`, HEAD],
    ['entities', () => `${head}<tr><td>${'&lol9;&amp;amp;'.repeat(100_000)}</td></tr></table>`, HEAD],
  ])(
    '%s',
    async (_, page, outcome) => {
      const found = await timed(page());
      expect(found).toEqual(Array.isArray(outcome) ? outcome : `sources:unsupported.${outcome}`);
    },
    60_000,
  );
});
