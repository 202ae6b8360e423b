import { go, type Route, useStore } from '../state/store.ts';
import { useLocale } from '../ui/index.ts';

/** The views of the data step, in the order of the work. */
const DATA_VIEWS = [
  'sources',
  'cleaning',
  'identity',
  'customers',
  'notes',
  'explore',
] as const satisfies readonly Route['view'][];

/** Where one is within the data step; nothing in the other steps. */
export function DataTabs() {
  const { t } = useLocale();
  const view = useStore((state) => state.route.view);
  if (!DATA_VIEWS.some((one) => one === view)) return null;
  return (
    <nav className="data-tabs" aria-label={t('frame:dataViews')}>
      {DATA_VIEWS.map((one) => (
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
