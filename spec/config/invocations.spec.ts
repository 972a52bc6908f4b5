import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileFlags } from '../../lib/config/compile-flags.ts'
import { rows, words } from './fixtures/fixture.ts'

/** Command lines found in init scripts, images and forums, and what Pure-FTPd 1.0.54 says of them. */
const invocations = rows('invocations.tsv').map(([command = '', expected, getoptLine, text]) => {
  const [programName = '', ...argv] = words(command)
  return { command, programName, argv, expected, getoptLine, text }
})

/** `-f facility` was meant as a placeholder: the reference logs to another facility than asked for (Q16). */
const refusedHereOnly = (command: string): boolean => / -f facility /.test(command)
/** -8 is a flag again, as it was up to 1.0.47. */
const hasCharset = (command: string): boolean => / -8 | --fscharset/.test(command)

const isNotYet = (text: string): boolean => text.startsWith('not supported yet')

test('what the reference starts with is accepted, or not supported yet', () => {
  const accepted = invocations.filter(({ expected, command }) => expected === 'ok' && !refusedHereOnly(command))
  assert.ok(accepted.length > 60)
  for (const { command, argv } of accepted) {
    const compiled = compileFlags(argv)
    assert.ok(compiled.ok || isNotYet(compiled.error.text), `${command}: ${compiled.ok ? '' : compiled.error.text}`)
  }
})

test('what the reference refuses is refused, in the same words', () => {
  const refused = invocations.filter(({ expected, command }) => expected === 'error' && !hasCharset(command))
  assert.ok(refused.length > 8)
  for (const { command, programName, argv, getoptLine, text } of refused) {
    const compiled = compileFlags(argv, { programName })
    assert.ok(!compiled.ok && !isNotYet(compiled.error.text), command)
    if (text) assert.equal(compiled.error.text, text, command)
    if (getoptLine) assert.equal(compiled.error.getoptLine, getoptLine, command)
  }
})

test('a charset that changes nothing is accepted', () => {
  for (const { command, argv } of invocations.filter((row) => hasCharset(row.command))) {
    const compiled = compileFlags(argv)
    assert.notEqual(compiled.ok || compiled.error.text, 'Unknown run-time option', command)
  }
})

test('a placeholder for a facility is refused', () => {
  const [row] = invocations.filter(({ command }) => refusedHereOnly(command))
  const compiled = compileFlags(row?.argv ?? [])
  assert.equal(compiled.ok ? '' : compiled.error.text, 'Configuration error: Unknown facility name: facility')
})

test('a command line cut anywhere is still judged', () => {
  for (const { command } of invocations) {
    for (let end = 0; end <= command.length; end++) {
      const compiled = compileFlags(words(command.slice(0, end)).slice(1))
      assert.equal(typeof compiled.ok, 'boolean')
    }
  }
})
