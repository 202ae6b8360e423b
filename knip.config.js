/** What nothing uses is an error (npm run check:dead): files, exports, packages. */
export default {
  entry: [
    'electron/{main,preload,browser,cli,build}.ts',
    'electron/core/thread.ts',
    'electron/workers/worker.ts',
    'renderer/main.tsx',
    'renderer/vite.config.ts',
    'resources/**/{generate,make,licences}.ts',
    'test/**/*.{test,spec}.{ts,tsx}',
    // started as processes of their own
    'test/**/*{Child,-process,smoke}.ts',
    // run by hand, in a checkout of the version they are of
    'test/fixtures/workspace-*/make.js',
    'test/support/page/page.tsx',
    'test/charts/page/{main.tsx,serve.ts}',
    // named on a command line by test/run.js
    'test/support/vitest-broken.ts',
    'test/playwright.config.ts',
    // named there by its path
    'test/support/prepared-folder.ts',
    'test/bench/**/*.ts',
    'test/e2e/screens.ts',
  ],
  project: ['{docs,shared,electron,renderer,resources,test}/**/*.{ts,tsx,js}'],
  // the font is named by a style sheet, the accessibility checks are read as a file
  ignoreDependencies: ['@fontsource-variable/inter', 'axe-core'],
  ignoreBinaries: ['mount', 'umount', 'strace', 'unshare', 'mkfifo', 'Rscript', '7z'],
  // the parts of an exported type may be named where they are used
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignore: ['electron/own-node.d.ts'],
};
