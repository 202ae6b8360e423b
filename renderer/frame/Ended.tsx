import { localeOf } from '../ui/locale.ts';
import type { SessionReason } from '../transports.ts';
import s from '../ui/PageNote.module.css';

const LANGS = ['zh-CN', 'en'] as const;

/** The page has no way to the workbench. Preferences cannot be asked for any more, so it speaks both languages. */
export function Ended({ reason }: { reason: SessionReason }) {
  return (
    <main>
      {LANGS.map((lang, index) => {
        const { t } = localeOf(lang);
        return (
          <section key={lang} lang={lang} className={s.note}>
            {index === 0 ? <h1>{t('browser:session.title')}</h1> : <h2 className="b">{t('browser:session.title')}</h2>}
            <p>{t(`browser:session.reason.${reason}`)}</p>
            <p>{t('browser:session.help')}</p>
          </section>
        );
      })}
    </main>
  );
}
