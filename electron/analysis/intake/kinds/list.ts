/** Words written in one line, parted by commas. */
export const list = (words: string): string[] => words.split(', ');
