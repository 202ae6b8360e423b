import type { RecentWorkspace } from '../../../shared/contract/workspace.ts';
import { openCopies } from '../../state/copies.ts';
import { useCommand } from '../../state/queries.ts';
import { Button, IconButton, segmentColour, Tag, useLocale } from '../../ui/index.ts';
import s from './Recent.module.css';

interface RecentProps {
  recent: readonly RecentWorkspace[];
  onOpen: (id: string) => void;
  onOther: () => void;
}

/** Workspaces opened on this device, newest first, with what is in them. */
export function Recent({ recent, onOpen, onOther }: RecentProps) {
  const { t } = useLocale();
  return (
    <section className={s.recent} aria-labelledby="recent-title">
      <div className="row between">
        <h2 id="recent-title" className="h">
          {t('start:recent.title')}
        </h2>
        <Button kind="link" size="sm" onClick={onOther}>
          {t('start:recent.other')}
        </Button>
      </div>
      {recent.length === 0 ? (
        <p className="mut" style={{ marginTop: 8 }}>
          {t('start:recent.none')}
        </p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col" style={{ width: '38%' }}>
                {t('start:recent.name')}
              </th>
              <th scope="col">{t('start:recent.segments')}</th>
              <th scope="col">{t('start:recent.state')}</th>
              <th scope="col" className="r">
                {t('start:recent.opened')}
              </th>
            </tr>
          </thead>
          <tbody>
            {recent.slice(0, 8).map((entry) => (
              <Entry
                key={entry.id}
                entry={entry}
                onOpen={() => {
                  onOpen(entry.id);
                }}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** One whose file has gone cannot be opened, only taken off the list. */
function Entry({ entry, onOpen }: { entry: RecentWorkspace; onOpen: () => void }) {
  const { t, fmt } = useLocale();
  const forget = useCommand('workspace.forget');
  return (
    <tr>
      <td>
        <button type="button" className={`${s.open} ell`} disabled={!entry.exists} onClick={onOpen}>
          {entry.name}
        </button>
        <div className="cap nw">
          {t('start:recent.contents', {
            customers: fmt.number(entry.customers),
            personas: fmt.number(entry.personas),
            size: fmt.bytes(entry.bytes),
          })}
        </div>
      </td>
      <td>
        <Strip segments={entry.segments} />
      </td>
      <td>
        <State entry={entry} />
      </td>
      <td className="r mid nw">
        <div className={`row ${s.end}`}>
          {entry.copies > 0 ? <CopiesButton entry={entry} /> : null}
          {entry.exists ? (
            fmt.date(entry.openedAt, 'near')
          ) : (
            <IconButton
              icon="close"
              size="sm"
              label={t('start:recent.forget', { name: entry.name })}
              onClick={() => void forget.run({ id: entry.id })}
            />
          )}
        </div>
      </td>
    </tr>
  );
}

/** The way to the copies of a workspace, also when its file has gone. */
function CopiesButton({ entry }: { entry: RecentWorkspace }) {
  const { t } = useLocale();
  const open = () => {
    openCopies({ id: entry.id });
  };
  const label = t('workspace:copies.open_list_of', { name: entry.name });
  if (entry.exists) return <IconButton icon="refresh" size="sm" label={label} onClick={open} />;
  return (
    <Button kind="link" size="sm" aria-label={label} onClick={open}>
      {t('workspace:copies.open_list')}
    </Button>
  );
}

function Strip({ segments }: { segments: RecentWorkspace['segments'] }) {
  const { t } = useLocale();
  const total = segments.reduce((sum, { size }) => sum + size, 0);
  if (total === 0) return <span className="mut sm">{t('start:recent.unsegmented')}</span>;
  return (
    <div className="row">
      <div className={s.strip} aria-hidden="true">
        {segments.map(({ colour, size }, index) => (
          <i key={index} style={{ width: `${(size / total) * 100}%`, background: segmentColour(colour) }} />
        ))}
      </div>
      <span className="cap nw">{t('start:recent.groups', { n: segments.length })}</span>
    </div>
  );
}

function State({ entry }: { entry: RecentWorkspace }) {
  const { t } = useLocale();
  if (!entry.exists) return <Tag tone="warn">{t('start:recent.gone')}</Tag>;
  if (entry.customers === 0) return <Tag>{t('start:recent.no_data')}</Tag>;
  if (entry.personas > 0) return <Tag tone="accent">{t('start:recent.has_cards')}</Tag>;
  return <Tag>{t(entry.segments.length > 0 ? 'start:recent.has_segments' : 'start:recent.has_data')}</Tag>;
}
