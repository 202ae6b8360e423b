import { Component, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { useLocale } from './locale.ts';
import s from './PageNote.module.css';

/** A view that cannot be drawn says so in its own place; the rest of the window goes on. */
export class ErrorBoundary extends Component<{ children: ReactNode; place: string }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidUpdate(last: { place: string }) {
    if (last.place !== this.props.place && this.state.failed) this.setState({ failed: false });
  }
  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Broken
        again={() => {
          this.setState({ failed: false });
        }}
      />
    );
  }
}

function Broken({ again }: { again: () => void }) {
  const { t } = useLocale();
  return (
    <div className={s.note} role="alert">
      <h1>{t('common:broken_title')}</h1>
      <p>{t('common:broken_text')}</p>
      <Button kind="primary" onClick={again}>
        {t('common:show_again')}
      </Button>
    </div>
  );
}
