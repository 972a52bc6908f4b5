import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Files, Root } from '../../../lib/kernel/kernel.ts'
import { openKernel } from '../../../lib/kernel/open-kernel.ts'
import { at, openDescriptors, Scratch, SECRET, value } from '../support/scratch.ts'
import { identity } from '../support/user.ts'

const CALLS = 20_000
const { name, files, credentials } = openKernel()
const notLinux = name === 'linux' ? false : 'the portable kernel says that it is weaker here'

for (const [who, act, skip] of [
  ['as the thread itself', <T>(call: () => T): T => call(), notLinux],
  [
    'as a user',
    <T>(call: () => T): T => credentials.run(identity(2001, 2001), call),
    notLinux || (!credentials.canSwitch && 'needs root, to act as a user'),
  ],
] as const) {
  test(`${CALLS} calls through a directory that becomes a link and back reach nothing outside, ${who}`, {
    skip,
  }, async () => {
    using scratch = new Scratch()
    scratch.directories('gate/sub')
    scratch.file('gate/secret', 'inside', 0o666)
    for (const path of [scratch.at('gate'), `${scratch.outside}/sub`]) chmodSync(path, 0o777)
    const before = scratch.outsideState()
    using root = value(files.openRoot(scratch.root))
    const descriptors = openDescriptors()
    const flipper = await startFlipping(scratch)
    const through = act(() => attack(files, root))
    flipper.stdin?.end()
    assert.deepEqual(await once(flipper, 'close'), [0, null])
    assert.equal(openDescriptors(), descriptors, 'descriptors left open')
    assert.equal(scratch.outsideState(), before)
    assert.ok(through.succeeded > 0 && through.failed > 0, 'no race: this proves nothing')
  })
}

async function startFlipping({ root, outside }: Scratch): Promise<ChildProcess> {
  const path = fileURLToPath(new URL('../support/flip.js', import.meta.url))
  const child = spawn(process.execPath, [path, root, outside], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

/** Counts how calls ended: a race in which all succeed, or none, was none. */
function attack(calls: Files, root: Root): { readonly succeeded: number; readonly failed: number } {
  const counts = { succeeded: 0, failed: 0 }
  const count = (result: { readonly ok: boolean }): void => {
    counts[result.ok ? 'succeeded' : 'failed']++
  }
  for (let n = 0; n < CALLS; n += 8) {
    count(calls.mkdir(root, at('/gate/made'), 0o755))
    count(calls.rename(root, at('/gate/made'), at('/gate/sub/made'), n % 16 === 0 ? 'keep' : 'replace'))
    count(calls.rmdir(root, at('/gate/sub/made')))
    count(calls.rmdir(root, at('/gate/made')))
    count(calls.chmod(root, at('/gate/sub'), 0o777))
    count(calls.utimes(root, at('/gate/sub'), n, n))
    for (const intent of [{ for: 'read' }, { for: 'write', mode: 0o600 }] as const) {
      const opened = calls.open(root, at('/gate/secret'), intent)
      count(opened)
      if (!opened.ok) continue
      if (intent.for === 'read') assertInside(calls, opened.value)
      calls.close(opened.value)
    }
  }
  return counts
}

function assertInside(calls: Files, fd: Parameters<Files['close']>[0]): void {
  const bytes = Buffer.alloc(SECRET.length)
  const length = value(calls.read(fd, bytes, 0, bytes.length, 0))
  assert.notEqual(bytes.toString('latin1', 0, length), SECRET)
}
