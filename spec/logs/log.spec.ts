import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { ok } from '../../lib/core/result.ts'
import type { ProcessCalls } from '../../lib/kernel/kernel.ts'
import type { Level } from '../../lib/logs/event.ts'
import { createLog, serverEvent, traced } from '../../lib/logs/log.ts'

const LEVELS: readonly Level[] = ['error', 'warning', 'notice', 'info', 'debug']

function taken(verboselog: 0 | 1 | 2): readonly string[] {
  const records: string[] = []
  const calls: ProcessCalls = {
    setName: () => {},
    umask: () => {},
    raiseFileLimit: () => 1024,
    hasIpv6: () => true,
    openSyslog: () =>
      ok({ send: (record) => records.push(Buffer.from(record).toString()) > 0, [Symbol.dispose]: () => {} }),
  }
  const log = createLog(
    { syslogfacility: 'ftp', logpid: false, verboselog },
    { process: calls },
    { foreground: false, terminal: false },
  )
  for (const level of LEVELS) log.write(serverEvent(level, 'x'))
  return records.map((record) => /\[([A-Z]+)\]/.exec(record)?.[1] ?? '')
}

test('debug lines need -d', () => {
  assert.deepEqual(taken(0), ['ERROR', 'WARNING', 'NOTICE', 'INFO'])
  assert.deepEqual(taken(1), ['ERROR', 'WARNING', 'NOTICE', 'INFO', 'DEBUG'])
})

test('-d shows commands, -d -d replies too', () => {
  assert.deepEqual(traced({ verboselog: 0 }), { commands: false, replies: false })
  assert.deepEqual(traced({ verboselog: 1 }), { commands: true, replies: false })
  assert.deepEqual(traced({ verboselog: 2 }), { commands: true, replies: true })
})

test('a server that is not in the background also logs to standard output, from every thread', () => {
  const module = JSON.stringify(new URL('../../lib/logs/log.js', import.meta.url).href)
  const script = `
    import { Worker, isMainThread } from 'node:worker_threads'
    const { createLog, serverEvent } = await import(${module})
    const kernel = { process: { openSyslog: () => ({ ok: false, error: { code: 'ENOENT', text: '' } }) } }
    const config = { syslogfacility: 'ftp', logpid: false, verboselog: 0 }
    const log = createLog(config, kernel, { foreground: true, terminal: false })
    log.write(serverEvent('info', isMainThread ? 'main' : 'reactor'))
    if (isMainThread) new Worker(new URL(import.meta.url))`
  const url = `data:text/javascript,${encodeURIComponent(script)}`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', `import ${JSON.stringify(url)}`], {
    encoding: 'utf8',
  })
  const texts = stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { msg: string }).msg)
  assert.deepEqual(texts.toSorted(), ['main', 'reactor'])
})
