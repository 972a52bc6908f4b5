import assert from 'node:assert/strict'

/** Whoever answers command lines: a session without a socket, or a client of a real server. */
export interface Talker {
  send(line: string): Promise<string>
}

interface Exchange {
  readonly command: string
  readonly reply: string
}

/**
 * Sends the `C:` lines of a transcript as commands.md writes them, and compares the `S:` lines. `␠` is a blank; lines in
 * parentheses are remarks.
 */
export async function follow(talker: Talker, transcript: string): Promise<void> {
  const exchanges = parse(transcript)
  assert.ok(exchanges.length > 0, 'the transcript has no C: line')
  for (const { command, reply } of exchanges)
    assert.equal(`${command}\n${await talker.send(command)}`, `${command}\n${reply}`)
}

function parse(transcript: string): readonly Exchange[] {
  const exchanges: { command: string; reply: string[] }[] = []
  for (const line of transcript.replaceAll('␠', ' ').split('\n')) {
    const [, command, only] = /^ *C: (.*?)(?: {2}→ {2}S: (.*))?$/.exec(line) ?? []
    if (command !== undefined) exchanges.push({ command, reply: only === undefined ? [] : [only] })
    const said = /^ *S: (.*)$/.exec(line)?.[1]
    if (said !== undefined) exchanges.at(-1)?.reply.push(said)
    assert.ok(command !== undefined || said !== undefined || /^ *(\(.*\)|---.*)?$/.test(line), `what is this: ${line}`)
  }
  return exchanges.map(({ command, reply }) => ({ command, reply: reply.join('\n') }))
}
