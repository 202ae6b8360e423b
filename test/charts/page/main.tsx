import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { useStore } from '../../../renderer/state/store.ts';
import '../../../renderer/styles/index.css';
import { theme } from '../../../renderer/ui/theme.ts';
import { lookOf } from './look.ts';
import { Page } from './Page.tsx';
import './page.css';

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
