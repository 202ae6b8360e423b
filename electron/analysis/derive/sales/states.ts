/** A line of no customer. */
export const NOBODY = 0;
/** A sale. */
export const SALE = 1;
/** Cancelled or returned. */
export const RETURN = 2;
/** Without a positive amount: gifts, corrections, unpaid orders. */
export const FREE = 3;
/** Not sold, as its status or item says, yet no return. */
export const UNSOLD = 4;
/** Sold at first, and its order was wholly taken back later. */
export const CANCELLED = 5;

/** Signs of a return, in the order they are looked for. */
export const SIGNS = ['status', 'credit', 'refund', 'quantity', 'amount'] as const;

/** Half a cent: amounts closer than this are equal. */
export const CENT = 0.005;
