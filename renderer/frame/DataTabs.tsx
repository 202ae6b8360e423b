import { VIEWS } from '../../shared/areas.ts';
import { go, useStore } from '../state/store.ts';
import { useLocale } from '../ui/index.ts';
import s from './DataTabs.module.css';

/** Where one is within the data step; nothing in the other steps. */
export function DataTabs() {
  const { t } = useLocale();
  const view = useStore((state) => state.route.view);
  if (!VIEWS.data.some((one) => one === view)) return null;
  return (
    <nav className={s.tabs} aria-label={t('frame:dataViews')}>
      {VIEWS.data.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === view ? 'page' : undefined}
          onClick={() => {
            go({ view: one });
          }}
        >
          {t(`frame:dataView.${one}`)}
        </button>
      ))}
    </nav>
  );
}
