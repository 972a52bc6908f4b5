const CONTROL = /[\x00-\x1f\x7f]/

/** Names with control characters would break the lines of a listing: they are left out, matched or not (§20 row 45). */
export const isShown = (name: string): boolean => !CONTROL.test(name)
