/** A value that is there at once, or later. What is there at once costs no turn of the loop. */
export type MaybePromise<T> = T | Promise<T>

export const chain = <T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> =>
  value instanceof Promise ? value.then(next) : next(value)

/** Runs `act`, and `cleanUp` after it whatever comes of it. */
export function ensuring<T>(act: () => MaybePromise<T>, cleanUp: () => void): MaybePromise<T> {
  let result: MaybePromise<T>
  try {
    result = act()
  } catch (error) {
    cleanUp()
    throw error
  }
  if (result instanceof Promise) return result.finally(cleanUp)
  cleanUp()
  return result
}
