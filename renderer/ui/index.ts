/** The shared controls. Views import from here. */
// the shared sheets go where the controls go when the code is split, and stand before those of the controls
import '../styles/index.css';
export { Answered } from './Answered.tsx';
export { Button, IconButton } from './Button.tsx';
export { Chip, Chips } from './Chip.tsx';
export { toCsv, type CsvCell } from './csv.ts';
export { CurrencySelect } from './CurrencySelect.tsx';
export { Dropping } from './Dropping.tsx';
export { ErrorBoundary } from './ErrorBoundary.tsx';
export { Dialog, Menu, Popover, Tooltip, type MenuEntry } from './floats.tsx';
export { Icon, type IconName } from './Icon.tsx';
export {
  Checkbox,
  NumberInput,
  RadioRow,
  Segmented,
  Select,
  TextInput,
  type NumberInputProps,
  type Option,
} from './inputs.tsx';
export { localeOf, MISSING, useLocale, type Formats, type Locale } from './locale.ts';
export { saveBytes, saveText } from './save.ts';
export { Running } from './Running.tsx';
export { segmentColour, Shape, SHAPES } from './Shape.tsx';
export { EmptyState, Failed, Kbd, Labelled, Notice, ProgressBar, Tag, Waiting, type Tone } from './small.tsx';
export { Spinner } from './Spinner.tsx';
export { Swatches } from './Swatches.tsx';
export { TableTwin } from './TableTwin.tsx';
export { Inspector, ViewBody, ViewHeader } from './View.tsx';
export { TermFields } from './TermFields.tsx';
export { VirtualTable, type VirtualColumn } from './VirtualTable.tsx';
