import type { ReactNode } from 'react';

export interface ViewHeaderProps {
  /** states the finding */
  title: ReactNode;
  /** one line: n, seed, freshness */
  basis?: ReactNode;
  modes?: ReactNode;
  /** at most one primary button */
  actions?: ReactNode;
  /** numbers stay, the title is dimmed */
  stale?: boolean;
}

export function ViewHeader({ title, basis, modes, actions, stale }: ViewHeaderProps) {
  return (
    <header className={stale ? 'view-head stale' : 'view-head'}>
      <div className="grow">
        <h1 className="ell">{title}</h1>
        {basis ? <div className="basis ell">{basis}</div> : null}
      </div>
      {modes ? <div className="modes">{modes}</div> : null}
      {actions ? <div className="acts">{actions}</div> : null}
    </header>
  );
}

/** The column at the right: a header with the object's name, a body that scrolls, one row of actions at the bottom. */
export function Inspector({
  label,
  head,
  actions,
  children,
}: {
  label: string;
  head: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <aside className="inspector" aria-label={label}>
      <header>{head}</header>
      <div className="body" tabIndex={0} role="region" aria-label={label}>
        {children}
      </div>
      {actions ? <footer>{actions}</footer> : null}
    </aside>
  );
}

/** The place under a view header, with room for an inspector. */
export function ViewBody({ inspector, children }: { inspector?: ReactNode; children: ReactNode }) {
  return (
    <div className={inspector ? 'view-body with-inspector' : 'view-body'}>
      {children}
      {inspector}
    </div>
  );
}
