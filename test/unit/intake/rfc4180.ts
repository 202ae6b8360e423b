/**
 * A second reader, written from RFC 4180 alone and sharing nothing with the product: a character at a time. CRLF, LF or CR
 * end a record outside quotes; empty lines are no records.
 */
export function readRfc4180(text: string, delimiter: string, newline: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  let wasQuoted = false;
  let begun = false;
  const endField = () => {
    record.push(field);
    field = '';
    wasQuoted = false;
  };
  const endRecord = () => {
    const blank = record.length === 0 && field.trim() === '' && !wasQuoted;
    endField();
    if (!blank) records.push(record);
    record = [];
    begun = false;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    begun = true;
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') {
        field += '"';
        i++;
      } else if (char === '"') quoted = false;
      else field += char;
    } else if (char === '"' && field === '' && !wasQuoted) {
      quoted = true;
      wasQuoted = true;
    } else if (char === delimiter) endField();
    else if (text.startsWith(newline, i)) {
      i += newline.length - 1;
      endRecord();
    } else field += char;
  }
  if (begun) endRecord();
  return records;
}
