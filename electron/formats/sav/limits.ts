/** What a file of SPSS may ask for. */
export const SAV_LIMITS = {
  /** bytes of the dictionary: names, labels and missing values of all variables */
  dictionary: 64 << 20,
  /** bytes of a packed block, unpacked; SPSS writes four million */
  block: 32 << 20,
  /** bytes of all blocks, unpacked */
  total: 2 ** 30,
  /** bytes of all blocks, unpacked, for each of their packed bytes, once there are more than `exempt` */
  ratio: 200,
  exempt: 64 << 20,
  /** bytes of a case */
  row: 16 << 20,
} as const;
