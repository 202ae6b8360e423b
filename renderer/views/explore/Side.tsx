import { useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { ShownAttribute } from '../../state/attributes.ts';
import type { SavedView } from '../../../shared/contract/explore.ts';
import { useCommand } from '../../state/queries.ts';
import { IconButton, Inspector, Menu, TermFields, useLocale } from '../../ui/index.ts';
import { NameDialog } from './NameDialog.tsx';
import { modeOf, show } from '../../state/explorePlace.ts';
import s from './Side.module.css';

interface SideProps {
  /** those that the chart on screen is drawn of */
  shown: readonly ShownAttribute[];
  views: readonly SavedView[];
  questions: Out<'explore.questions'>;
  /** the address on screen */
  mode: string;
}

/** Saved views in their order, and the ready questions. */
export function Side({ shown, views, questions, mode }: SideProps) {
  const { t, say } = useLocale();
  return (
    <Inspector label={t('exploreUi:viewsAndQuestions')} head={<h2>{t('exploreUi:views')}</h2>}>
      <section>
        {views.length === 0 ? <p className="cap">{t('exploreUi:noViews')}</p> : null}
        <ol className={s.views}>
          {views.map((view, i) => (
            <View
              key={view.id}
              view={view}
              at={i}
              views={views}
              on={mode === modeOf({ kind: 'chart', spec: view.spec })}
            />
          ))}
        </ol>
      </section>
      {shown.length > 0 ? (
        <section>
          <h3 className="h">{t('dictionaryUi:title')}</h3>
          {shown.map((attribute) => (
            <details key={attribute.id} className={s.term}>
              <summary className="ell">
                {attribute.name}
                {attribute.unit === null ? null : <span className="mut"> {attribute.unit}</span>}
              </summary>
              <TermFields column={{ ...attribute, name: attribute.code }} />
            </details>
          ))}
        </section>
      ) : null}
      {questions.length > 0 ? (
        <section>
          <h3 className="h">{t('exploreUi:questions')}</h3>
          <ul className={s.questions}>
            {questions.map(({ question, spec }) => (
              <li key={JSON.stringify(question)}>
                <button
                  type="button"
                  onClick={() => {
                    show({ kind: 'chart', spec });
                  }}
                >
                  {say(question)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Inspector>
  );
}

function View({ view, at, views, on }: { view: SavedView; at: number; views: readonly SavedView[]; on: boolean }) {
  const { t, say } = useLocale();
  const move = useCommand('explore.moveView');
  const remove = useCommand('explore.removeView');
  const rename = useCommand('explore.renameView');
  const [renaming, setRenaming] = useState(false);
  const { id, name, broken, spec } = view;
  return (
    <li className={on ? s.on : undefined}>
      <button
        type="button"
        className={`grow ${s.view}`}
        disabled={broken !== null}
        aria-current={on || undefined}
        onClick={() => {
          show({ kind: 'chart', spec });
        }}
      >
        <span className="ell">{name}</span>
        {broken ? <span className="cap">{say(broken)}</span> : null}
      </button>
      <Menu
        side="bottom-end"
        target={<IconButton icon="more" size="sm" label={t('exploreUi:more', { name })} />}
        entries={[
          { label: t('common:rename'), run: () => setRenaming(true) },
          {
            label: t('exploreUi:up'),
            disabled: at === 0,
            run: () => void move.run({ id, before: views[at - 1]?.id ?? null }),
          },
          {
            label: t('exploreUi:down'),
            disabled: at === views.length - 1,
            run: () => void move.run({ id, before: views[at + 2]?.id ?? null }),
          },
          {
            label: t('exploreUi:compareWith'),
            disabled: broken !== null || spec.filters.length === 0,
            run: () => {
              show({
                kind: 'compare',
                compare: { a: { kind: 'view', view: id }, b: { kind: 'others' }, attribute: null },
              });
            },
          },
          '-',
          { label: t('exploreUi:delete'), danger: true, run: () => void remove.run({ id }) },
        ]}
      />
      {renaming ? (
        <NameDialog
          title={t('common:rename')}
          action={t('common:rename')}
          value={name}
          busy={rename.busy}
          onName={async (next) => Boolean(await rename.run({ id, name: next }))}
          onClose={() => {
            setRenaming(false);
          }}
        />
      ) : null}
    </li>
  );
}
