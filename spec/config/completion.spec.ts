import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { completionScript, completionsFor } from '../../lib/config/completion.ts'

test('long names complete', async () => {
  const found = await completionsFor(['pure-ftpd', '--max'])
  for (const name of ['--maxclientsnumber', '--maxidletime', '--reactors'])
    assert.ok(found.some((word) => word.startsWith(name)))
  assert.ok(found.every((word) => !word.startsWith('--no-')))
})

test('values complete where there are only some', async () => {
  assert.deepEqual(await completionsFor(['pure-ftpd', '--tls', '']), ['0', '1', '2', '3'])
  assert.deepEqual(await completionsFor(['pure-ftpd', '--syslogfacility', 'auth']), ['auth', 'authpriv'])
})

test('the script asks the program itself, and bash accepts it', async (t) => {
  const script = await completionScript()
  assert.match(script, /pure-ftpd --get-yargs-completions/)
  assert.doesNotMatch(script, /pure-ftpd completion/)
  if (process.env['SHELL']?.includes('zsh')) return t.skip('the script is for zsh')
  const bash = spawnSync('bash', ['-n'], { input: script })
  if (bash.error) return t.skip('bash is not installed')
  assert.equal(bash.status, 0)
})
