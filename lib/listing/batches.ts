/** Kernel calls come in runs: what the processor has learnt about our code does not survive a single one. */
export const BATCH = 128

export function* inBatches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH)
}
