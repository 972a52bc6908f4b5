/** Ends a `switch` over a union: a new member fails to compile wherever it was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
