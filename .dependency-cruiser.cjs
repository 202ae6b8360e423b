/** Who may import whom: the table of docs/ARCHITECTURE.md as rules. */
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(shared|electron|renderer|resources|test)/', pathNot: to },
});
const packageOnlyIn = (name, pkg, from) => ({
  name,
  severity: 'error',
  from: { path: '^(shared|electron|renderer)/', pathNot: from },
  to: { path: pkg },
});
/** Helpers without state that every area may use. */
const SHARED_BY_AREAS = '^electron/core/areas/customers/hash\\.ts$';
const AREAS = require('./shared/areas.ts').AREAS.map(({ name }) => name);
/** The folders in which a layer keeps its areas. */
const LAYERS = ['electron/core/areas', 'electron/db/areas', 'electron/workers/areas', 'renderer/views'];
const folders = (layer, names) => `^${layer}/(${names.join('|')})/`;
/** The list's order holds in each layer: an area may use those before it, never those behind it. */
const areaOrder = LAYERS.flatMap((layer) =>
  AREAS.slice(0, -1).map((name, i) => ({
    name: `areas-${layer.split('/')[1]}-${name}`,
    severity: 'error',
    from: { path: folders(layer, [name]) },
    to: { path: folders(layer, AREAS.slice(i + 1)), pathNot: SHARED_BY_AREAS },
  })),
);
/** Code that is no area's knows the areas at one place of its layer, which lists their doors. */
const registers = [
  { layer: 'core', register: 'areas/register\\.ts' },
  { layer: 'db', register: 'areas/register\\.ts' },
  { layer: 'workers', register: 'tasks\\.ts' },
].map(({ layer, register }) => ({
  name: `register-${layer}`,
  severity: 'error',
  from: { path: `^electron/${layer}/`, pathNot: `^electron/${layer}/(areas/[a-z]+/|${register}$)` },
  to: { path: `^electron/${layer}/areas/[a-z]+/` },
}));
module.exports = {
  forbidden: [
    // a cycle that exists only between types is gone when the program runs
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^(shared|electron|renderer)/', pathNot: '(launch\\.js|build\\.ts|\\.d\\.ts)$' },
      to: {},
    },
    ...areaOrder,
    ...registers,
    {
      name: 'views-apart',
      severity: 'error',
      from: { path: '^renderer/views/([a-z]+)/' },
      to: { path: '^renderer/views/[a-z]+/', pathNot: '^renderer/views/$1/' },
    },
    // with the door of the controls come the shared sheets, so that they stand before those of a view in the built one
    {
      name: 'controls-by-their-door',
      severity: 'error',
      from: { path: '^renderer/views/' },
      to: { path: '^renderer/ui/', pathNot: '^renderer/ui/(index\\.ts|\\w+\\.module\\.css)$' },
    },
    // what leaves is withheld in the core, at one place
    {
      name: 'privacy-door',
      severity: 'error',
      from: { path: '^(renderer|electron)/', pathNot: '^electron/core/areas/privacy/' },
      to: { path: '^shared/(privacy|card/together\\.ts)' },
    },
    only('shared-imports-nothing', '^shared/', '^shared/'),
    only('renderer-only-shared', '^renderer/', '^(shared|renderer)/'),
    only('analysis-only-shared', '^electron/analysis/', '^(shared|electron/analysis)/'),
    only('db-only-shared', '^electron/db/', '^(shared|electron/db)/'),
    only('formats', '^electron/formats/', '^(shared|electron/(formats|analysis))/'),
    only('workers', '^electron/workers/', '^(shared|electron/(workers|formats|analysis|db))/'),
    only('core', '^electron/core/', '^(shared|electron/(core|db|workers|formats|analysis))/'),
    only('shell', '^electron/shell/', '^(shared|electron/(shell|core))/'),
    only('entries', '^electron/(main|browser|cli)\\.ts$', '^(shared|electron/(shell|core))/'),
    {
      name: 'preload-types-only',
      severity: 'error',
      from: { path: '^electron/preload\\.ts$' },
      to: { path: '^(shared|electron|renderer)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-test-from-source',
      severity: 'error',
      from: { path: '^(shared|electron|renderer|resources)/' },
      to: { path: '^test/' },
    },
    {
      name: 'pure-no-node',
      severity: 'error',
      from: { path: '^(shared|electron/analysis)/' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'renderer-no-node', severity: 'error', from: { path: '^renderer/' }, to: { dependencyTypes: ['core'] } },
    packageOnlyIn('electron-only-in-shell', 'node_modules/electron/', '^electron/(main\\.ts|preload\\.ts|shell/)'),
    packageOnlyIn('sqlite-only-in-db', 'node_modules/better-sqlite3', '^electron/db/'),
    packageOnlyIn('react-only-in-renderer', 'node_modules/(react|react-dom|@mantine)/', '^renderer/'),
    {
      name: 'http-only-in-loopback',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/', pathNot: '^electron/shell/loopback' },
      to: { path: '^(node:)?https?$', dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    exclude: { path: '(^dist/|(?<!\\.module)\\.css$)' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.d.ts'],
    },
  },
};
