import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { scopedName } from './scoped-name.ts';

/** The user interface as static files: no inline script, no inlined asset, so that the strict policy of both shells holds. */
export default defineConfig({
  base: './',
  plugins: [react()],
  css: { modules: { generateScopedName: scopedName } },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: ['chrome128', 'firefox128', 'safari18'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // one file of styles: their order does not hang on which view came first
    cssCodeSplit: false,
    sourcemap: false,
    license: { fileName: 'licences.md' },
    chunkSizeWarningLimit: 4000,
  },
});
