import type { GroupRef, SavedView } from '../../../shared/contract/explore.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { Select, useLocale } from '../../ui/index.ts';
import { segmentName } from '../../words/segments.ts';

interface GroupPickerProps {
  label: string;
  value: GroupRef;
  other: GroupRef;
  segmentation: Segmentation | null;
  views: readonly SavedView[];
  onPick: (group: GroupRef) => void;
}

/** Segments, the filtered customers, saved views, everyone, everyone else. */
export function GroupPicker({ label, value, other, segmentation, views, onPick }: GroupPickerProps) {
  const locale = useLocale();
  const { t } = locale;
  const groups: { key: string; label: string; group: GroupRef; disabled?: boolean }[] = [
    ...[value, other].flatMap((group) =>
      group.kind === 'filters' ? [{ key: 'filters', label: t('exploreUi:filtered'), group }] : [],
    ),
    ...(segmentation?.segments ?? [])
      .filter(({ excluded }) => !excluded)
      .map((segment) => ({
        key: `s${segment.id}`,
        label: segmentName(locale, segment),
        group: { kind: 'segment' as const, segment: segment.id },
      })),
    ...views
      .filter(({ spec, broken }) => spec.filters.length > 0 && broken === null)
      .map((view) => ({
        key: `v${view.id}`,
        label: t('exploreUi:savedGroup', { name: view.name }),
        group: { kind: 'view' as const, view: view.id },
      })),
    { key: 'everyone', label: t('charts:everyone'), group: { kind: 'everyone' } },
    { key: 'others', label: t('exploreUi:others'), group: { kind: 'others' }, disabled: other.kind === 'others' },
  ];
  const keyOf = (group: GroupRef) =>
    group.kind === 'segment' ? `s${group.segment}` : group.kind === 'view' ? `v${group.view}` : group.kind;
  return (
    <Select<string>
      label={label}
      value={keyOf(value)}
      options={[...new Map(groups.map((one) => [one.key, one])).values()].map(({ key, label: text, disabled }) => ({
        value: key,
        label: text,
        ...(disabled ? { disabled } : {}),
      }))}
      onChange={(key) => {
        const found = groups.find((one) => one.key === key);
        if (found) onPick(found.group);
      }}
    />
  );
}
