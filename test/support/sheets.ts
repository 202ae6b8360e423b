import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** The style sheets of the renderer and what its code says of them, read without running either. */
const root = join(import.meta.dirname, '../../renderer');

interface Sheet {
  /** below `renderer/` */
  path: string;
  lines: number;
  /** classes its selectors name; of a module those that are its own */
  own: Set<string>;
  /** classes a module takes from the sheets without one, `:global(.name)` */
  global: Set<string>;
}

interface Code {
  path: string;
  /** what is read of the module a name is bound to: binding, module, classes */
  modules: { sheet: string; read: Set<string> }[];
  /** reads of a module that name no class, `s[name]` */
  computed: string[];
  /** class names written as text */
  plain: Set<string>;
  /** selectors of the code that name a class */
  sought: string[];
  /** every word of every string */
  words: Set<string>;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
export const isModule = (path: string): boolean => path.endsWith('.module.css');

/** Every sheet, modules and others. */
export function readSheets(): Sheet[] {
  return files.filter((path) => path.endsWith('.css')).map(readSheet);
}

function readSheet(path: string): Sheet {
  const text = readFileSync(join(root, path), 'utf8');
  const own = new Set<string>();
  const global = new Set<string>();
  // what stands before a brace is a selector or the condition of an at-rule; neither comments nor values do
  for (const [, head = ''] of text.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{};]+)\{/g)) {
    if (head.trim().startsWith('@')) continue;
    const bare = head.replace(/\[[^\]]*\]/g, '');
    for (const [, inner = ''] of bare.matchAll(/:global\(([^)]*)\)/g))
      for (const name of classesOf(inner)) global.add(name);
    for (const name of classesOf(bare.replace(/:global\([^)]*\)/g, ''))) own.add(name);
  }
  return { path, lines: text.split('\n').length - 1, own, global };
}

const classesOf = (selector: string): string[] =>
  [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = '']) => name);

/** Every source file, with the classes it names. */
export function readCode(): Code[] {
  return files.filter((path) => /\.tsx?$/.test(path)).map(readFile);
}

function readFile(path: string): Code {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const code: Code = { path, modules: [], computed: [], plain: new Set(), sought: [], words: new Set() };
  const bound = new Map<string, Set<string>>();
  const constants = new Map<string, ts.Expression>();
  const first = (node: ts.Node): void => {
    if (
      ts.isImportDeclaration(node) &&
      ts.isStringLiteral(node.moduleSpecifier) &&
      isModule(node.moduleSpecifier.text)
    ) {
      const read = new Set<string>();
      bound.set(node.importClause?.name?.text ?? '', read);
      const sheet = relative(root, join(root, dirname(path), node.moduleSpecifier.text)).replaceAll('\\', '/');
      code.modules.push({ sheet, read });
    } else if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      constants.set(node.name.text, node.initializer);
    ts.forEachChild(node, first);
  };
  first(source);
  const visit = (node: ts.Node): void => {
    if (isText(node)) for (const word of wordsOf(node.text)) code.words.add(word);
    if (ts.isPropertyAccessExpression(node)) bound.get(node.expression.getText())?.add(node.name.text);
    if (ts.isElementAccessExpression(node) && bound.has(node.expression.getText())) code.computed.push(node.getText());
    if (ts.isCallExpression(node) && /(querySelector(All)?|closest|matches)$/.test(node.expression.getText()))
      for (const one of node.arguments)
        if (ts.isStringLiteralLike(one) && classesOf(one.text).length > 0) code.sought.push(one.text);
    for (const value of classValues(node))
      for (const text of textsOf(value, constants)) for (const word of wordsOf(text)) code.plain.add(word);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return code;
}

type Text = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;
const isText = (node: ts.Node): node is Text =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** The expressions of a node whose value becomes a class: attributes, properties of that name, `attr('class', …)` of D3. */
function classValues(node: ts.Node): ts.Node[] {
  if (ts.isJsxAttribute(node) && /^class(Name|Names)?$/i.test(node.name.getText()))
    return node.initializer ? [node.initializer] : [];
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'className') return [node.initializer];
  if (!ts.isCallExpression(node)) return [];
  if (node.expression.getText() === 'classes') return [...node.arguments];
  return node.arguments[0]?.getText() === "'class'" ? node.arguments.slice(1) : [];
}

/** The texts an expression may come to; a name stands for what it was declared as. Conditions are not values. */
function textsOf(node: ts.Node, constants: ReadonlyMap<string, ts.Expression>, depth = 0): string[] {
  const inner = (...nodes: readonly ts.Node[]) => nodes.flatMap((one) => textsOf(one, constants, depth));
  if (ts.isStringLiteralLike(node)) return [node.text];
  // what is glued to an expression is no name of its own
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].concat(
      inner(...node.templateSpans.map(({ expression }) => expression)),
    );
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node))
    return node.expression ? inner(node.expression) : [];
  if (ts.isConditionalExpression(node)) return inner(node.whenTrue, node.whenFalse);
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
      ? inner(node.right)
      : inner(node.left, node.right);
  if (ts.isArrayLiteralExpression(node)) return inner(...node.elements);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((one) => (ts.isPropertyAssignment(one) ? inner(one.initializer) : []));
  // [a, b].filter(Boolean).join(' ')
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
    return inner(node.expression.expression);
  const declared = ts.isIdentifier(node) && depth < 3 ? constants.get(node.text) : undefined;
  return declared && !ts.isArrowFunction(declared) ? textsOf(declared, constants, depth + 1) : [];
}
