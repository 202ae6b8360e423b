import { Heatmap, type HeatmapProps } from '../../../renderer/charts/heatmap/Heatmap.tsx';
import { differences } from '../../fixtures/generators/charts.ts';
import type { Charts, Told } from '../example.ts';

/** Rows and columns of some names; every other column is a level of its attribute. */
function heatOf(told: Told, rows: readonly string[], columns: readonly string[], hole = false): HeatmapProps {
  const values = differences(rows.length, columns.length);
  return {
    caption: told.t('segmentsUi:heat'),
    columns: columns.map((label, i) => ({
      key: String(i),
      label,
      level: i % 2 === 1 ? (told.names[i % told.names.length] ?? '') : null,
      hint: label,
    })),
    rows: rows.map((name, i) => ({
      id: i + 1,
      colour: (i % 8) + 1,
      name,
      values: (values[i] ?? []).map((value, j) => (hole && (i + j) % 3 === 1 ? null : value)),
    })),
    selected: 2,
    onRow: () => undefined,
    onColumn: () => undefined,
  };
}
const many = Array.from({ length: 24 }, (_, i) => `C-${i + 1}`);

export const heatmap: Charts = {
  heatmap: {
    size: { width: 720, height: 220 },
    cases: {
      plain: (told) => <Heatmap {...heatOf(told, told.names.slice(0, 4), told.names)} />,
      empty: (told) => <Heatmap {...heatOf(told, [], [])} />,
      one: (told) => <Heatmap {...heatOf(told, told.names.slice(0, 1), told.names.slice(0, 1))} />,
      // differences lie on both sides of 0 in every case
      negative: null,
      withheld: (told) => <Heatmap {...heatOf(told, told.names.slice(0, 4), told.names, true)} />,
      'long-names': (told) => <Heatmap {...heatOf(told, told.long, told.long)} />,
      many: (told) => <Heatmap {...heatOf(told, many.slice(0, 8), many)} />,
    },
  },
};
