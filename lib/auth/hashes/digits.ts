/** Six bits each, as crypt(3) writes them. */
export const DIGITS = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export const digit = (character: string): number => DIGITS.indexOf(character)

/** Least significant digit first. */
export function number(digits: string): number {
  let value = 0
  for (let at = digits.length - 1; at >= 0; at--) value = value * 64 + digit(digits.charAt(at))
  return value
}
