/** How long a spec waits for anything: far longer than anything takes, so that only a hang ends it. */
export const PATIENCE_MS = 10_000

/** `promise`, or a failure that says what did not happen. A spec must fail rather than hang. */
export async function bounded<T>(promise: Promise<T>, what: string, ms = PATIENCE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing after ${ms} ms: ${what}`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** For what the kernel shows but never announces (/proc): asks again until `holds`. Tells whether it ever did. */
export async function eventually(holds: () => boolean, ms = PATIENCE_MS): Promise<boolean> {
  for (const end = Date.now() + ms; !holds(); ) {
    if (Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return true
}
