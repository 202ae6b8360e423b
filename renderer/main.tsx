import './no-eval.ts';
// first, so that what a component's sheet adjusts stands before it
import './styles/index.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createClient } from './client.ts';
import { Ended } from './frame/Ended.tsx';
import { setConnection } from './state/connection.ts';
import { loadPreferences } from './state/preferences.ts';
import { prefetch, watchChanges } from './state/answers.ts';
import { useStore } from './state/store.ts';
import { connectShell, SessionError, type SessionReason } from './transports.ts';
import { theme } from './ui/theme.ts';
import { loadView } from './views/index.tsx';

const root = createRoot(document.getElementById('root')!);

async function start(): Promise<void> {
  try {
    const view = loadView(useStore.getState().route.view);
    const shell = await connectShell();
    setConnection({ client: createClient(shell.transport), window: shell.window });
    watchChanges();
    // what the frame asks first is on its way with them; an error of it is told by the frame
    await Promise.all([loadPreferences(), view, prefetch('workspace.info', {})]);
    void shell.ended.then((error) => {
      ended(error.reason);
    });
    root.render(
      <MantineProvider theme={theme} forceColorScheme="light">
        <App />
      </MantineProvider>,
    );
  } catch (error) {
    ended(error instanceof SessionError ? error.reason : 'ended');
  }
}

function ended(reason: SessionReason): void {
  useStore.setState({ expired: true });
  root.render(<Ended reason={reason} />);
}

void start();
