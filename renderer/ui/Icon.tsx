/** Line icons on a 20 px grid, drawn for this program. */
const PATHS = {
  data: 'M3 4.5h14v11H3zM3 8.2h14M3 11.9h14M8 4.5v11',
  segments: 'M2.6 6.2a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0M14.2 3l3.3 6h-6.6zM6.8 12.2h6.4v5.3H6.8z',
  personas: 'M4 2.5h12v15H4zM7.8 7.4a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0M6.4 13.2a3.6 3.6 0 0 1 7.2 0zM7 15.4h6',
  shield: 'M10 2.3l6 2.2v4.8c0 4-2.6 6.7-6 8.4-3.4-1.7-6-4.4-6-8.4V4.5zM7.3 9.8l2 2 3.6-3.9',
  help: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M7.9 8a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.6M10 14.1v.1',
  search: 'M3.8 9a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0 -10.4 0M13 13l4 4',
  undo: 'M7.5 4.5L4 8l3.5 3.5M4 8h7.5a4 4 0 0 1 0 8H8.5',
  redo: 'M12.5 4.5L16 8l-3.5 3.5M16 8H8.5a4 4 0 0 0 0 8h3',
  moon: 'M16 11.8A6.6 6.6 0 0 1 8.2 4a6.6 6.6 0 1 0 7.8 7.8z',
  sun: 'M6.8 10a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0M10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M4.7 15.3l1.4-1.4M13.9 6.1l1.4-1.4',
  down: 'M6 8l4 4 4-4',
  up: 'M6 12l4-4 4 4',
  right: 'M8 5l5 5-5 5',
  left: 'M12 5l-5 5 5 5',
  check: 'M4.5 10.5l3.6 3.6 7.4-8',
  close: 'M5 5l10 10M15 5L5 15',
  warn: 'M10 3l7.5 13.5h-15zM10 8.2v4M10 14.3v.1',
  info: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M10 9v4.5M10 6.3v.1',
  lock: 'M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9',
  table: 'M3 4.5h14v11H3zM3 8.2h14M3 11.9h14M10 8.2v7.3',
  download: 'M10 3v9M6.5 9l3.5 3.5L13.5 9M4 16.5h12',
  upload: 'M10 12.5v-9M6.5 6.5L10 3l3.5 3.5M4 16.5h12',
  more: 'M5 10h.1M10 10h.1M15 10h.1',
  eye: 'M2.5 10S5.2 5.2 10 5.2 17.5 10 17.5 10 14.8 14.8 10 14.8 2.5 10 2.5 10zM8 10a2 2 0 1 0 4 0a2 2 0 1 0 -4 0',
  eyeOff:
    'M4 13.2C3 11.9 2.5 10 2.5 10S5.2 5.2 10 5.2c1.2 0 2.3.3 3.2.7M16 7.2c1 1.3 1.5 2.8 1.5 2.8s-2.7 4.8-7.5 4.8c-1.1 0-2-.2-2.9-.6M3.5 16.5l13-13',
  plus: 'M10 4.5v11M4.5 10h11',
  minus: 'M4.5 10h11',
  lasso: 'M10 3.5c4 0 7 1.9 7 4.6s-3 4.7-7 4.7-7-2-7-4.7 3-4.6 7-4.6zM7 12.5c-1.4.8-1.6 2.2-.2 2.8s1.4 1.6.4 2.4',
  pointer: 'M4 4l5 12 2-5 5-2z',
  zoomIn: 'M3.8 9a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0 -10.4 0M13 13l4 4M6.8 9h4.4M9 6.8v4.4',
  fit: 'M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13',
  file: 'M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4',
  refresh: 'M15.8 8A6.2 6.2 0 1 0 16 12M16 4v4h-4',
  grip: 'M8 5.5h.1M12 5.5h.1M8 10h.1M12 10h.1M8 14.5h.1M12 14.5h.1',
  bars: 'M4 16.5v-6M8.2 16.5v-12M12.4 16.5v-8M16.6 16.5v-10',
  quote: 'M4 13V9.5C4 7.5 5 6.3 7 6M11.5 13V9.5c0-2 1-3.2 3-3.5M4 10h3.5v3.5H4zM11.5 10H15v3.5h-3.5z',
  page: 'M5 2.5h10v15H5zM7.5 6.5h5M7.5 9.5h5M7.5 12.5h3',
  team: 'M4.8 7a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0M2.8 15.5a4.4 4.4 0 0 1 8.8 0M11.5 5a2.2 2.2 0 1 1 .8 4.2M13.5 11.3a4 4 0 0 1 3.9 4.2',
  ring: 'M4 10a6 6 0 1 0 12 0a6 6 0 1 0 -12 0',
  lines: 'M4 6h12M4 10h12M4 14h8',
  edit: 'M4 16l.8-3.4L13.5 4l2.6 2.6-8.7 8.6zM11.8 5.7l2.6 2.6',
  trash: 'M4.5 6h11M8 6V4h4v2M6 6l.7 10.5h6.6L14 6',
  copy: 'M7 7h9.5v9.5H7zM4 13H3.5V3.5H13V4',
  filter: 'M3.5 4.5h13l-5 6v5l-3-1.5v-3.5z',
  sortUp: 'M10 15V5M6.5 8.5L10 5l3.5 3.5',
  sortDown: 'M10 5v10M6.5 11.5L10 15l3.5-3.5',
  folder: 'M2.5 5h5l1.5 2h8.5v9h-15z',
  play: 'M6.5 4l9 6-9 6z',
  recipe: 'M4 4.5h3M4 10h3M4 15.5h3M9.5 4.5h7M9.5 10h7M9.5 15.5h4',
} as const;
export type IconName = keyof typeof PATHS;

const HEAVY = new Set<IconName>(['more', 'grip']);

/** A decorative icon: whatever carries it has a name of its own. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="ic"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={HEAVY.has(name) ? 2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeDasharray={name === 'ring' ? '3 2.4' : undefined}
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
