import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCommandLine } from '../../lib/control/dispatch.ts'

const cases: readonly (readonly [line: string, verb: string | undefined, argument?: string])[] = [
  ['NOOP', 'NOOP', ''],
  ['noop', 'NOOP', ''],
  ['RETR a', 'RETR', 'a'],
  ['RETR  a ', 'RETR', ' a '],
  ['P@SW', 'P@SW', ''],
  ['NO-OP', undefined],
  [' NOOP', undefined],
  ['NOOP_x', undefined],
  ['!x', undefined],
]

for (const [line, verb, argument] of cases) {
  test(`a command line: "${line}" (commands.md §1.3)`, () => {
    assert.deepEqual(parseCommandLine(line), verb === undefined ? undefined : { verb, argument })
  })
}
