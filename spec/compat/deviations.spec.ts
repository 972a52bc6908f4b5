import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { REFERENCE } from '../support/launch.ts'
import { startServer } from '../support/start-server.ts'

/** The list stays where it is when the specs are compiled: three directories up from any build, or two. */
const LIST = [
  '../../spec/compat/deviations.md',
  '../../../../spec/compat/deviations.md',
  '../../../spec/compat/deviations.md',
]

function readList(): string {
  for (const path of LIST) {
    try {
      return readFileSync(new URL(path, import.meta.url), 'utf8')
    } catch {
      continue
    }
  }
  return assert.fail('deviations.md is not there')
}

interface Deviation {
  readonly row: string
  readonly what: string
  readonly theirs: string
  readonly ours: string
  readonly reason: string
}

function deviationsOf(section: string): readonly Deviation[] {
  const body = readList().split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? ''
  const lines = body.split('\n').filter((line) => line.startsWith('| ') && !/^\| (Row |-+ )/.test(line))
  return lines.map((line) => {
    const cells = line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim())
    assert.equal(cells.length, 5, line)
    const [row = '', what = '', theirs = '', ours = '', reason = ''] = cells
    return { row, what, theirs, ours, reason }
  })
}

const codes = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]*)`/g)].map(([, text = '']) => text)

const isAs = (reply: string, expected: string): boolean =>
  expected.endsWith(' *') ? reply.startsWith(expected.slice(0, -1)) : reply === expected

const skip = REFERENCE && process.getuid?.() !== 0 ? 'the reference needs root' : false

for (const { row, what, theirs, ours } of deviationsOf('Replies')) {
  const [expected] = codes(REFERENCE ? theirs : ours)
  const reason = expected === undefined ? 'the reference does not answer' : skip
  test(`${row}: ${what}`, { skip: reason }, async () => {
    await using server = await startServer({ argv: ['-A', '-E'], home: { a: 'x', 'quo"te/': null } })
    await using client = await server.login()
    let reply = ''
    for (const command of codes(what)) reply = await client.send(command)
    assert.ok(isAs(reply, expected ?? ''), `${reply}\nis not\n${expected}`)
  })
}

test('every deviation has its reason', () => {
  const all = [...deviationsOf('Replies'), ...deviationsOf('Behaviour')]
  assert.ok(all.length > 30)
  for (const deviation of all) {
    for (const cell of Object.values(deviation)) assert.notEqual(cell.trim(), '', JSON.stringify(deviation))
    assert.notEqual(deviation.theirs, deviation.ours, `not a deviation: ${deviation.what}`)
  }
})
