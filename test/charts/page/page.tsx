import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { Lang } from '../../../shared/domain.ts';
import { type Theme, useStore } from '../../../renderer/state/store.ts';
import { theme } from '../../../renderer/ui/theme.ts';
import '../../../renderer/styles/index.css';
import { casesOf, type Chart, type Charts, toldIn } from '../example.ts';
import { CHARTS } from '../register.ts';
import './page.css';

const THEMES = ['light', 'dark'] as const satisfies readonly Theme[];
type Look = { readonly lang: Lang; readonly theme: (typeof THEMES)[number] };

/** The language and the theme stand in the address: ?lang=zh-CN&theme=dark */
function lookOf(search: string): Look {
  const asked = new URLSearchParams(search);
  return {
    lang: Lang.options.find((one) => one === asked.get('lang')) ?? 'en',
    theme: THEMES.find((one) => one === asked.get('theme')) ?? 'light',
  };
}

const address = ({ lang, theme: shown }: Look) => `?lang=${lang}&theme=${shown}${window.location.hash}`;

/** Every chart with every example. */
function Page({ look }: { look: Look }) {
  return (
    <>
      <nav className="page-nav">
        {Lang.options.map((lang) => (
          <a key={lang} href={address({ ...look, lang })} aria-current={lang === look.lang}>
            {lang}
          </a>
        ))}
        {THEMES.map((one) => (
          <a key={one} href={address({ ...look, theme: one })} aria-current={one === look.theme}>
            {one}
          </a>
        ))}
        {Object.keys(CHARTS).map((folder) => (
          <a key={folder} href={`#${folder}`}>
            {folder}
          </a>
        ))}
      </nav>
      <main className="page">
        {Object.entries(CHARTS).map(([folder, charts]) => (
          <Folder key={folder} name={folder} charts={charts} lang={look.lang} />
        ))}
      </main>
    </>
  );
}

function Folder({ name, charts, lang }: { name: string; charts: Charts; lang: Lang }) {
  return (
    <section id={name} className="folder">
      <h2>{name}</h2>
      {Object.entries(charts).map(([chart, drawn]) => (
        <Examples key={chart} name={chart} chart={drawn} lang={lang} />
      ))}
    </section>
  );
}

function Examples({ name, chart, lang }: { name: string; chart: Chart; lang: Lang }) {
  const told = toldIn(lang);
  return (
    <div className="examples">
      {casesOf(chart).map(({ name: which, draw }) => (
        <figure key={which} data-example={`${name}-${which}`}>
          <figcaption>{`${name} · ${which}`}</figcaption>
          <div className="example" style={chart.size}>
            {draw(told)}
          </div>
        </figure>
      ))}
    </div>
  );
}

const look = lookOf(window.location.search);
useStore.setState(look);
document.documentElement.lang = look.lang;
document.documentElement.dataset.theme = look.theme;
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <MantineProvider theme={theme} forceColorScheme={look.theme}>
    <Page look={look} />
  </MantineProvider>,
);
