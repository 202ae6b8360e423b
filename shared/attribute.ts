/** Headers whose numbers are calendar years: the word stands for itself, and not for a span of time. */
const YEAR = /(?<![a-z])(?:years?|yr|founded|since)(?![a-z])|年份|年度|^年$|(?:出生|成立|入学|毕业|入职|注册)年/i;
/** "this year", "per year", "3 years": what somebody did in it, or how long. */
const SPAN = /(?:this|last|past|per|each|every|previous|current|next)[\s_-]*(?:years?|yr)|\d[\s_-]*(?:years?|yr)/i;

/** Whether the numbers of a column are calendar years, as far as its header tells. */
export const saysYear = (name: string): boolean => YEAR.test(name) && !SPAN.test(name);

/**
 * Whether a number is a calendar year, which is written without a thousands mark: its column's header says so, and it lies
 * between 1800 and 2200. What was spent in the last year is none, though it may be 2,000.
 */
export const isYear = (name: string, value: number): boolean => value > 1800 && value < 2200 && saysYear(name);
