/** Commands that may wait while one runs, in bytes; beyond, nothing more is read from the client. */
const MAX_QUEUED_BYTES = 256 * 1024

/** Lines that have come while a command was running (RFC 959 lets a client pipeline). */
export class CommandQueue {
  #lines: string[] = []
  #bytes = 0

  get isOverfull(): boolean {
    return this.#bytes > MAX_QUEUED_BYTES
  }

  push(line: string): void {
    this.#lines.push(line)
    // An empty line holds memory, too.
    this.#bytes += line.length + 1
  }

  shift(): string | undefined {
    const line = this.#lines.shift()
    if (line !== undefined) this.#bytes -= line.length + 1
    return line
  }

  clear(): void {
    this.#lines = []
    this.#bytes = 0
  }
}
