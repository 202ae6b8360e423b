import { useEffect } from 'react';
import { useShortcuts, useNativeCommands } from './frame/shortcuts.ts';
import { DataTabs } from './frame/DataTabs.tsx';
import { Dialogs } from './frame/Dialogs.tsx';
import { useDocument } from './frame/document.ts';
import { DropAnywhere } from './frame/DropAnywhere.tsx';
import { Messages } from './frame/Messages.tsx';
import { Rail } from './frame/Rail.tsx';
import { StaleTable } from './frame/StaleTable.tsx';
import { TopBar } from './frame/TopBar.tsx';
import { Tray } from './frame/Tray.tsx';
import { useLabels } from './state/attributes.ts';
import { useQuery } from './state/queries.ts';
import { useStore } from './state/store.ts';
import { ErrorBoundary, Failed, useLocale, Waiting } from './ui/index.ts';
import { loadOtherViews, View } from './views/index.tsx';
import s from './App.module.css';

/** The frame: bars, rail and tray around one view. Without an open workspace there is only the start screen. */
export function App() {
  const { t } = useLocale();
  const route = useStore((state) => state.route);
  const { data: info, error, refetch } = useQuery('workspace.info', {});
  useDocument(info?.name);
  useLabels(Boolean(info), (info?.customers ?? 0) > 0);
  useShortcuts();
  useNativeCommands();
  useEffect(() => {
    // the view's own heading is where reading goes on after a step
    document.getElementById('stage')?.focus({ preventScroll: true });
  }, [route.view]);

  useEffect(loadOtherViews, []);

  return (
    <div className={info ? s.app : `${s.app} ${s.bare}`}>
      <TopBar info={info ?? null} />
      {info ? <Rail info={info} /> : null}
      <main id="stage" className={s.stage} tabIndex={-1} aria-label={t('frame:stage')}>
        <Messages />
        {error ? <Failed error={error} retry={refetch} /> : null}
        {info === undefined ? (
          error ? null : (
            <Waiting />
          )
        ) : info === null ? (
          <ErrorBoundary place="start">
            <View name="start" />
          </ErrorBoundary>
        ) : (
          <ErrorBoundary place={`${info.id} ${route.view} ${route.id ?? ''}`}>
            <DataTabs />
            <StaleTable />
            <div className={s.view} key={info.id}>
              <View name={route.view} />
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
