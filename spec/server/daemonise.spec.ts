import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readlinkSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { inBackground, type Readiness, startInBackground } from '../../lib/server/daemonise.ts'

const module = JSON.stringify(new URL('../../lib/server/daemonise.js', import.meta.url).href)

const launch = (script: string, patience?: number): Promise<Readiness> =>
  startInBackground({
    command: process.execPath,
    args: ['--input-type=module', '-e', `const { inBackground } = await import(${module}); ${script}`],
    env: process.env,
    ...(patience === undefined ? {} : { patience }),
  })

test('the caller waits for the word that the server listens', async () => {
  assert.deepEqual(await launch(`inBackground(process.env).report({ kind: 'listening' })`), { kind: 'listening' })
})

test('the error lines and the status of the server become those of the caller', async () => {
  const failure = { kind: 'failed', status: 252, lines: ['pure-ftpd: one', 'two'] } as const
  assert.deepEqual(
    await launch(`await inBackground(process.env).report(${JSON.stringify(failure)}); process.exit(0)`),
    failure,
  )
})

const ended = (how: string): Readiness => ({
  kind: 'failed',
  status: 1,
  lines: [`pure-ftpd: the server ended before it listened (${how})`],
})

test('a server that ends without a word is a failure, whatever its status', async () => {
  assert.deepEqual(await launch('process.exit(0)'), ended('status 0'))
  assert.deepEqual(await launch(`process.kill(process.pid, 'SIGKILL')`), ended('SIGKILL'))
})

test('a server that hangs is ended, and told from one that started', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pure-ftpd-daemon-'))
  try {
    const file = join(directory, 'pid')
    const outcome = await launch(
      `(await import('node:fs')).writeFileSync(${JSON.stringify(file)}, String(process.pid)); setInterval(() => {}, 1000)`,
      1000,
    )
    assert.ok(outcome.kind === 'failed')
    const expected = 'pure-ftpd: the server did not start within 1 seconds: run it without -B to see why'
    assert.deepEqual(outcome.lines, [expected])
    await gone(Number(readFileSync(file, 'latin1')))
  } finally {
    rmSync(directory, { recursive: true })
  }
})

/** A child whose end is no event any more: Node still reaps it. */
async function gone(pid: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  process.kill(pid, 'SIGKILL')
  assert.fail('the server still runs')
}

test('a command that does not exist is a failure', async () => {
  const outcome = await startInBackground({ command: '/nonexistent/pure-ftpd', args: [], env: {} })
  assert.ok(outcome.kind === 'failed')
  assert.match(outcome.lines[0] ?? '', /could not be started: .*ENOENT/)
})

const onLinux = process.platform === 'linux' ? false : 'reads /proc'

test('the server leads a session of its own, holds no descriptor of the caller, and outlives it', {
  skip: onLinux,
}, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pure-ftpd-daemon-'))
  try {
    const file = join(directory, 'pid')
    const outcome = await launch(`
      const { writeFileSync, renameSync } = await import('node:fs')
      inBackground(process.env).report({ kind: 'listening' })
      process.on('disconnect', () => {
        writeFileSync(${JSON.stringify(`${file}.new`)}, process.pid + ' ' + JSON.stringify(process.env.PURE_FTPD_IN_BACKGROUND ?? 'unset'))
        renameSync(${JSON.stringify(`${file}.new`)}, ${JSON.stringify(file)})
      })
      setInterval(() => {}, 1000)`)
    assert.deepEqual(outcome, { kind: 'listening' })
    const [pid, mark] = (await contentOf(directory, file)).split(' ')
    try {
      assert.equal(mark, '"unset"')
      // proc(5): pid (comm) state ppid pgrp session
      const [, , pgrp, session] = readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /, '')
        .split(' ')
      assert.deepEqual([pgrp, session], [pid, pid])
      for (const fd of [0, 1, 2]) assert.equal(readlinkSync(`/proc/${pid}/fd/${fd}`), '/dev/null')
    } finally {
      process.kill(Number(pid), 'SIGKILL')
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
})

async function contentOf(directory: string, file: string): Promise<string> {
  const changes = watch(directory)
  try {
    for (;;) {
      try {
        return readFileSync(file, 'latin1')
      } catch {
        await once(changes, 'change')
      }
    }
  } finally {
    changes.close()
  }
}

test('a process that was not started by startInBackground is in the foreground', () => {
  assert.equal(inBackground({}), undefined)
  assert.equal(inBackground({ PURE_FTPD_IN_BACKGROUND: '1' }) === undefined, process.send === undefined)
})
