/** What a row of a dictionary file says of a name; '' where it says nothing. */
export interface FileEntry {
  readonly name: string;
  readonly label: string;
  readonly meaning: string;
  readonly unit: string;
  readonly values: readonly string[];
}

/** Which column of a file says what; -1: none. `sure`: the header speaks of variables or fields, and not just of names. */
export interface FileColumns {
  readonly name: number;
  readonly label: number;
  readonly meaning: number;
  readonly unit: number;
  readonly values: number;
  readonly sure: boolean;
}

const HEADERS = {
  sure: /^(?:variables?|fields?|columns?|attributes?|features?|var)(?:[ _-]?(?:name|code|id))?$|^(?:code|technical)[ _-]?name$|^(?:变量|字段|列|属性|指标)(?:名|名称|代码|编码|英文名|英文名称)?$|^(?:列名|英文名|代码名)$/iu,
  name: /^(?:name|code|key|名称|名字|代码|编码)$/iu,
  label:
    /^(?:labels?|variable[ _-]?label|display[ _-]?name|title|caption|标签|变量标签|中文名|中文名称|显示名|显示名称|中文标签|标题|题目|题干)$/iu,
  meaning:
    /^(?:meanings?|descriptions?|definitions?|explanation|comments?|notes?|含义|说明|描述|释义|定义|解释|字段说明|字段含义|变量说明|变量含义|业务含义|备注)$/iu,
  unit: /^(?:units?|unit of measure(?:ment)?|measure|单位|计量单位)$/iu,
  values:
    /^(?:values?|allowed[ _-]?values?|codes|categories|levels|options|domain|value[ _-]?labels?|取值|取值范围|允许值|值|值标签|选项|枚举|枚举值|编码说明|可选值)$/iu,
} as const;

/**
 * Which columns of a file would make it a data dictionary; null: its headers do not speak of one. A file with names and units
 * may as well be a list of products: it is `sure` only where the header says variable or field.
 */
export function dictionaryColumns(headers: readonly string[]): FileColumns | null {
  if (headers.length > 30) return null;
  const clean = headers.map((header) => header.trim());
  const at = (pattern: RegExp) => clean.findIndex((header) => pattern.test(header));
  const spoken = at(HEADERS.sure);
  const name = spoken >= 0 ? spoken : at(HEADERS.name);
  // beside a variable a column called name is what it is called
  const label = at(HEADERS.label) >= 0 ? at(HEADERS.label) : spoken >= 0 ? at(/^(?:name|名称)$/iu) : -1;
  const found = { name, label, meaning: at(HEADERS.meaning), unit: at(HEADERS.unit), values: at(HEADERS.values) };
  if (name < 0 || Math.max(label, found.meaning, found.unit, found.values) < 0) return null;
  return { ...found, sure: spoken >= 0 };
}

/** Longest meaning that is taken as a name where the file has none. */
const SHORT = 30;
const MOST_VALUES = 200;
const NOTHING = /^(?:-+|–|—|\/|n\/?a|none|null|无|空)?$/iu;

/** The rows of a dictionary file. Rows without a name, and later rows of a name, are left out. */
export function entriesOf(columns: FileColumns, rows: readonly (readonly string[])[]): FileEntry[] {
  const found = new Map<string, FileEntry>();
  for (const row of rows) {
    const cell = (at: number, most: number) => {
      const text = (row[at] ?? '').trim();
      return at < 0 || NOTHING.test(text) ? '' : text.slice(0, most);
    };
    const name = cell(columns.name, 400);
    if (name === '' || found.has(name)) continue;
    const meaning = cell(columns.meaning, 2000);
    const told = cell(columns.label, 200);
    const short = meaning.length <= SHORT && !/[。；;\n]/u.test(meaning) ? meaning : '';
    found.set(name, {
      name,
      label: told === '' && columns.label < 0 ? short : told,
      meaning,
      unit: cell(columns.unit, 20),
      values: valuesOf(cell(columns.values, 4000)),
    });
  }
  return [...found.values()];
}

/** Values as a cell lists them: 1=男; 2=女, or 低、中、高. */
export function valuesOf(cell: string): string[] {
  if (cell === '') return [];
  const parts = /[;；|\n]/u.test(cell) ? cell.split(/[;；|\n]/u) : cell.split(/[,，、]/u);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
    .slice(0, MOST_VALUES)
    .map((part) => part.slice(0, 200));
}
