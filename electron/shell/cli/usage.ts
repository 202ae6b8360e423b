/** A command line that cannot be understood: exit 2, with the usage on standard error. */
export class UsageError extends Error {}

/** What `--help` prints. */
export const usage = `Persona Workbench, command line

  run RECIPE.json [--workspace FILE.persona] [--data DIR] [--out DIR] [--password-file FILE] [--json] [--lang zh-CN|en]
      Replay a recipe and print what it did.
      --workspace  the workspace to work in, made when it does not exist; without it a fresh one is kept in --out
                   under the name of the recipe, or, without --out, used once and removed ("workspace": null)
      --data       folder of the files that the recipe names (default: the recipe's folder, then the current one)
      --out        folder for exported files (default: ./exports, made only when something is exported)
      --password-file  its first line is the password of the files that ask for one; no recipe and no workspace holds it
      PNG and PDF exports are drawn by an installed Chromium, Chrome or Edge; CHROME_PATH names another one.
  read FILE [--sheet NAME] [--password-file FILE] [--json]
      Print the raw table an import would store, every row, as UTF-8 CSV; with --json the format, encoding, dialect,
      columns and rejected rows instead. FILE is a workbook (.xlsx, .xls, .ods), a text table, JSON, Parquet, SPSS
      (.sav), a page with a table, a ZIP with any of these, or a folder of CSV files of one shape.
      --sheet      sheet of a workbook (default: the largest that is shown), or file in a ZIP (default: the largest)
      --password-file  its first line is the password of a locked workbook or ZIP
  call OPERATION JSON --workspace FILE.persona [--lang zh-CN|en]
      Run one operation. JSON is its input, or - to read it from standard input.
  operations
      All operations with the JSON schemas of their input and output.
  --help, --version

Progress goes to standard error, the result to standard output as one JSON object. Exit status: 0 done, 1 failed (the
error as JSON on standard error), 2 wrong usage.
`;
