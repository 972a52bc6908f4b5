import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderError } from '../../lib/config/config-error.ts'
import { errorOf } from './fixtures/compile.ts'

test('the line names the flag, its value, and what would be right', () => {
  assert.deepEqual(renderError(errorOf('-c', '0'), 'pure-ftpd'), [
    'pure-ftpd: -c 0: Configuration error: Illegal user limit: 0 (a whole number, 1 or more, like 50)',
  ])
  assert.deepEqual(renderError(errorOf('--maxclientsn=0'), 'pure-ftpd'), [
    'pure-ftpd: --maxclientsn=0: Configuration error: Illegal user limit: 0 (a whole number, 1 or more, like 50)',
  ])
})

test("the complaint of getopt comes first, as the reference's does", () => {
  assert.deepEqual(renderError(errorOf('-v'), 'pure-ftpd'), [
    "pure-ftpd: invalid option -- 'v'",
    'pure-ftpd: -v: Unknown run-time option (Bonjour exists in macOS builds of Pure-FTPd only)',
  ])
})

test('control characters do not reach the terminal', () => {
  const [line] = renderError(errorOf('-E', 'a\u001b[31m\nb'), 'pure-ftpd')
  assert.match(line ?? '', /Invalid argument: "a_\[31m_b"/)
})
