/** What can be done, as data: one list feeds the palette, the shortcuts, the help and the native menu. */
export interface Action {
  readonly id: string;
  /** a key of the locales */
  readonly label: string;
  readonly group: 'workspace' | 'go' | 'edit' | 'view' | 'help';
  /** `Mod` is Ctrl, or Cmd on a Mac; the first is the one shown */
  readonly keys?: readonly string[];
  /** needs an open workspace */
  readonly needsWorkspace?: boolean;
  enabled?(): boolean;
  /** a promise is awaited: its failure is shown */
  run(): unknown;
}
