import { useEffect } from 'react';
import { useShortcuts, useNativeCommands } from './frame/shortcuts.ts';
import { Dialogs } from './frame/Dialogs.tsx';
import { useDocument } from './frame/document.ts';
import { DropAnywhere } from './frame/DropAnywhere.tsx';
import { Messages } from './frame/Messages.tsx';
import { Rail } from './frame/Rail.tsx';
import { TopBar } from './frame/TopBar.tsx';
import { Tray } from './frame/Tray.tsx';
import { useQuery } from './state/queries.ts';
import { useStore, type Route } from './state/store.ts';
import { ErrorBoundary, Failed, useLocale, Waiting } from './ui/index.ts';
import { CustomersView } from './views/customers/index.tsx';
import { PersonasView } from './views/personas/index.tsx';
import { SegmentsView } from './views/segments/index.tsx';
import { SourcesView } from './views/sources/index.tsx';
import { StartView } from './views/start/index.tsx';

const VIEWS: Record<Route['view'], () => React.ReactNode> = {
  sources: SourcesView,
  customers: CustomersView,
  segments: SegmentsView,
  personas: PersonasView,
};

/** The frame: bars, rail and tray around one view. Without an open workspace there is only the start screen. */
export function App() {
  const { t } = useLocale();
  const route = useStore((state) => state.route);
  const { data: info, error, refetch } = useQuery('workspace.info', {});
  useDocument(info?.name);
  useShortcuts();
  useNativeCommands();
  useEffect(() => {
    // the view's own heading is where reading goes on after a step
    document.getElementById('stage')?.focus({ preventScroll: true });
  }, [route.view]);

  const View = VIEWS[route.view];
  return (
    <div className={info ? 'app' : 'app bare'}>
      <TopBar info={info ?? null} />
      {info ? <Rail info={info} /> : null}
      <main id="stage" className="stage" tabIndex={-1} aria-label={t('frame:stage')}>
        <Messages />
        {error ? <Failed error={error} retry={refetch} /> : null}
        {info === undefined ? (
          error ? null : (
            <Waiting />
          )
        ) : info === null ? (
          <ErrorBoundary place="start">
            <StartView />
          </ErrorBoundary>
        ) : (
          <ErrorBoundary place={`${info.id} ${route.view} ${route.id ?? ''}`}>
            <div className="view" key={info.id}>
              <View />
            </div>
          </ErrorBoundary>
        )}
      </main>
      <Tray info={info ?? null} />
      <Dialogs info={info ?? null} />
      <DropAnywhere />
    </div>
  );
}
