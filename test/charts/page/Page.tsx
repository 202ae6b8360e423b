import { Lang } from '../../../shared/domain.ts';
import { casesOf, type Chart, type Charts, toldIn } from '../example.ts';
import { CHARTS } from '../register.ts';
import { addressOf, type Look, THEMES } from './look.ts';

/** Every chart with every example. */
export function Page({ look }: { look: Look }) {
  return (
    <>
      <nav className="page-nav">
        {Lang.options.map((lang) => (
          <a key={lang} href={addressOf({ ...look, lang })} aria-current={lang === look.lang}>
            {lang}
          </a>
        ))}
        {THEMES.map((one) => (
          <a key={one} href={addressOf({ ...look, theme: one })} aria-current={one === look.theme}>
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
