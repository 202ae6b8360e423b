/** What a file inside a zip may be; a workbook of 1,048,576 rows and 30 columns stays below all of it. */
export const ZIP_LIMITS = {
  /** parts of the archive */
  entries: 20_000,
  /** bytes of a table in an archive, unpacked: it is held in memory */
  member: 256 << 20,
  /** files of an archive that are looked at */
  members: 1000,
  /** bytes of the list of parts */
  directory: 16 << 20,
  /** bytes of all parts, unpacked */
  total: 2 ** 30,
  /** bytes of a part, unpacked, for each of its packed bytes: workbooks have 5 to 20, bombs some 450 */
  ratio: 100,
  /** unpacked bytes up to which the ratio says nothing: an empty form compresses as well as a bomb */
  exempt: 4 << 20,
  /** the same for parts that are never unpacked here, such as a white picture */
  exemptUnread: 32 << 20,
} as const;
