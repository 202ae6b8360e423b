import { copyFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../electron/shell/browsers.ts';
import { chromiumArgs } from '../support/chromium-args.ts';
import { startShell } from './support/shell.ts';
const [lang, theme, size, ...hashes] = process.argv.slice(2) as [any, any, string, ...string[]];
const [width, height] = size.split('x').map(Number) as [number, number];
const ws = `/tmp/cp/run-${lang}-${process.pid}.persona`;
copyFileSync(`/tmp/cp/${lang === 'en' ? 'en' : 'zh'}.persona`, ws);
const shell = await startShell({ lang, theme, workspace: ws });
const path = findBrowser();
const browser = await chromium.launch({ ...(path ? { executablePath: path } : {}), args: chromiumArgs as any });
try {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text()); });
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  await page.goto(shell.url);
  await page.waitForTimeout(2500);
  for (const step of hashes) {
    const [hash, name, ...acts] = step.split('::');
    if (hash) await page.evaluate((next) => { history.pushState(null, '', next); dispatchEvent(new PopStateEvent('popstate')); }, hash);
    await page.waitForTimeout(1500);
    for (const act of acts) {
      const [verb, arg] = act.split('=') as [string, string];
      if (verb === 'click') await page.locator(arg.replaceAll('~', '=')).first().click();
      if (verb === 'key') await page.keyboard.press(arg);
      if (verb === 'type') await page.keyboard.type(arg.replaceAll('~', '='));
      if (verb === 'wait') await page.waitForTimeout(Number(arg));
      await page.waitForTimeout(500);
    }
    if (name) await page.screenshot({ path: `/tmp/cp/${name}-${lang}-${theme}-${size}.png` });
  }
} finally {
  await browser.close();
  await shell.stop();
}
