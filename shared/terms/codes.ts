/** Abbreviations that are written in capitals, also where a code has them in small letters. */
const CAPITALS = new Set(
  'ID IDS URL IP SKU VIP RFM GMV LTV CLV AOV ROI SMS UTM CTR NPS QR POS B2B B2C VAT GST CRM KPI API BMI SSN DOB'.split(
    ' ',
  ),
);
/** Proper names with a capital inside: they are one word. */
const WHOLE = new Set(
  'PayPal WeChat YouTube LinkedIn TikTok WhatsApp GitHub AliPay UnionPay JavaScript FedEx DoorDash PowerPoint McDonald'.split(
    ' ',
  ),
);

/** The words of a code: parted at underscores and hyphens, and at capitals behind small letters. */
const wordsOf = (code: string): string[] =>
  code.split(/[_-]+/).flatMap((piece) =>
    WHOLE.has(piece)
      ? [piece]
      : piece
          .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
          .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
          .split(' ')
          .filter((word) => word !== ''),
  );

/**
 * A readable name of a code: `total_spent`, `MntWines`, `CustomerID` become "Total spent", "Mnt wines", "Customer ID".
 * Only words that stand apart in the code are parted, and none is spelled out: what Mnt means the code does not tell.
 * @returns null where that is not safe: the name is no code, is one word, numbers its words (`Q1_2`, `col_3`), or begins with
 * a small letter alone (`iPhone`)
 */
export function readableName(code: string): string | null {
  if (code.length > 80 || !/^[A-Za-z][A-Za-z0-9]*(?:[_-]+[A-Za-z0-9]+)*_?$/.test(code) || /^[a-z][A-Z]/.test(code))
    return null;
  const words = wordsOf(code);
  if (words.filter((word) => /[A-Za-z]{2}/.test(word)).length < 2) return null;
  const loud = code === code.toUpperCase();
  return words
    .map((word, i) => {
      const upper = word.toUpperCase();
      if (CAPITALS.has(upper)) return upper === 'IDS' ? 'IDs' : upper;
      if (WHOLE.has(word) || (!loud && /^[A-Z]{2,}\d*$/.test(word))) return word;
      const small = word.toLowerCase();
      return i === 0 ? small.charAt(0).toUpperCase() + small.slice(1) : small;
    })
    .join(' ');
}
