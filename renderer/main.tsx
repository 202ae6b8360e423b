import './no-eval.ts';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createClient } from './client.ts';
import { Ended } from './frame/Ended.tsx';
import { setConnection } from './state/connection.ts';
import { loadPreferences } from './state/preferences.ts';
import { watchChanges } from './state/queries.ts';
import { useStore } from './state/store.ts';
import { connectShell, SessionError, type SessionReason } from './transports.ts';
import { theme } from './ui/theme.ts';
import './styles/index.css';

const root = createRoot(document.getElementById('root')!);

async function start(): Promise<void> {
  try {
    const shell = await connectShell();
    setConnection({ client: createClient(shell.transport), window: shell.window });
    watchChanges();
    await loadPreferences();
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
