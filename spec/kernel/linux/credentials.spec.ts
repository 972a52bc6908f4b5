import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { openKernel } from '../../../lib/kernel/open-kernel.ts'
import type { Report } from '../support/become-for-good.ts'
import type { Work } from '../support/creating-worker.ts'
import { inChild, inChildAs, spawnChild } from '../support/in-child.ts'
import { at, codeOf, Scratch, value } from '../support/scratch.ts'
import { identity, threadStatus } from '../support/user.ts'

const { credentials, files } = openKernel()
const needsRoot = credentials.canSwitch ? false : 'needs root, to act as users'
const NET_BIND_SERVICE = 1n << 10n
const SETGID = 1n << 6n
const SETUID = 1n << 7n

describe('an identity', { skip: needsRoot }, () => {
  const joe = identity(2001, 2002, [2002, 2003])
  const ann = identity(2004, 2005, [])

  test('is in force within the call, without any capability, and gone after it', () => {
    const before = threadStatus()
    const within = credentials.run(joe, threadStatus)
    assert.deepEqual(within.uids, [0, 2001, 0, 2001])
    assert.deepEqual(within.gids, [0, 2002, 0, 2002])
    assert.deepEqual(within.groups, [2002, 2003])
    assert.equal(within.effective, 0n)
    const after = threadStatus()
    assert.deepEqual([after.uids, after.gids], [before.uids, before.gids])
    assert.equal(after.effective, before.effective)
  })

  test('replaces the groups of the one before', () => {
    credentials.run(joe, () => undefined)
    assert.deepEqual(credentials.run(ann, threadStatus).groups, [])
    assert.deepEqual(credentials.run(joe, threadStatus).groups, [2002, 2003])
  })

  test('of root has root’s uid and its own groups', () => {
    const within = credentials.run(identity(0, 0, [0, 2009]), threadStatus)
    assert.deepEqual([within.uids[1], within.gids[1], within.groups], [0, 0, [0, 2009]])
  })

  test('is left when the call throws', () => {
    const fail = (): never => {
      throw new Error('inside')
    }
    assert.throws(() => credentials.run(joe, fail), /inside/)
    assert.deepEqual(threadStatus().uids, [0, 0, 0, 0])
    assert.deepEqual(threadStatus().gids[1], 0)
  })

  test('may be taken again inside itself, never inside another', () => {
    assert.equal(
      credentials.run(joe, () => credentials.run(joe, () => threadStatus().uids[1])),
      2001,
    )
    for (const other of [ann, identity(0, 0)]) {
      assert.throws(() => credentials.run(joe, () => credentials.run(other, () => undefined)), /inside another/)
      assert.throws(() => credentials.run(other, () => credentials.run(joe, () => undefined)), /inside another/)
    }
    assert.deepEqual(threadStatus().uids, [0, 0, 0, 0])
  })

  test('ends with the call: what awaits in it is refused', async () => {
    let late: Promise<unknown> | undefined
    assert.throws(
      () =>
        credentials.run(joe, () => {
          late = Promise.resolve()
          return late
        }),
      /nothing in it may await/,
    )
    await late
    assert.deepEqual(threadStatus().uids, [0, 0, 0, 0])
  })

  test('that the kernel would take for “stay root” is refused', () => {
    for (const id of [-1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 5, 1.5, Number.NaN]) {
      for (const bad of [identity(id, 2001), identity(2001, id), identity(2001, 2001, [id])]) {
        assert.throws(() => credentials.run(bad, () => assert.fail('ran')), /not a uid or gid/)
      }
    }
    assert.deepEqual(threadStatus().uids, [0, 0, 0, 0])
  })

  test('may have the highest id there is', () => {
    assert.equal(credentials.run(identity(2 ** 32 - 2, 2 ** 32 - 2), threadStatus).uids[1], 2 ** 32 - 2)
  })

  test('has its supplementary groups’ rights, and no others', () => {
    using scratch = new Scratch()
    mkdirSync(`${scratch.root}/group`)
    chownSync(`${scratch.root}/group`, 0, 2003)
    chmodSync(`${scratch.root}/group`, 0o770)
    using root = value(files.openRoot(scratch.root))
    assert.equal(
      credentials.run(ann, () => codeOf(files.mkdir(root, at('/group/x'), 0o755))),
      'EACCES',
    )
    assert.equal(
      credentials.run(joe, () => codeOf(files.mkdir(root, at('/group/x'), 0o755))),
      'ok',
    )
  })
})

test('two threads act as two users at the same time, and the main thread stays itself', {
  skip: needsRoot,
}, async () => {
  using scratch = new Scratch()
  const directory = `${scratch.root}/shared`
  mkdirSync(`${directory}/d`, { recursive: true })
  chownSync(directory, 0, 2999)
  chmodSync(directory, 0o775)
  scratch.link('shared/to-d', 'd')
  const gate = new SharedArrayBuffer(4)
  const common = { groups: [2999], directory, count: 1000, gate, threads: 2 }
  const works: readonly Work[] = [
    { ...common, uid: 2001, gid: 2002 },
    { ...common, uid: 2003, gid: 2004 },
  ]
  const workers = works.map(
    (workerData) => new Worker(new URL('../support/creating-worker.js', import.meta.url), { workerData }),
  )
  const exits = workers.map((worker) => once(worker, 'exit'))
  const reports = await Promise.all(workers.map(async (worker) => (await once(worker, 'message')) as unknown[]))
  assert.deepEqual(threadStatus().uids, [0, 0, 0, 0])
  for (const [report] of reports) assert.deepEqual(report, { wrong: 0, linked: '/d', after: [0, 0, 0, 0] })
  await Promise.all(exits)
  const owners = readdirSync(directory).filter((name) => /^\d/.test(name))
  assert.equal(owners.length, 2000)
  for (const name of owners) {
    const { uid, gid } = lstatSync(`${directory}/${name}`)
    assert.deepEqual([uid, gid], name.startsWith('2001-') ? [2001, 2002] : [2003, 2004], name)
  }
})

for (const where of ['main', 'worker']) {
  test(`root is given up for good on the ${where} thread, but for low ports`, { skip: needsRoot }, () => {
    const { report, main } = inChild('become-for-good', where) as { report: Report; main: readonly number[] }
    assert.deepEqual(report, {
      became: true,
      again: 'EPERM',
      canSwitch: false,
      canBindLowPorts: true,
      status: { uids: Array(4).fill(2001), gids: Array(4).fill(2002), groups: [2002, 2003] },
      effective: String(NET_BIND_SERVICE),
      permitted: String(NET_BIND_SERVICE),
      ranAs: Array(4).fill(2001),
      rootAgain: 'EPERM',
      lowPort: true,
    })
    assert.deepEqual(main, Array(4).fill(where === 'main' ? 2001 : 0))
  })
}

test('shrinking leaves what is kept, switching included, and nothing comes back', { skip: needsRoot }, () => {
  const kept = String(SETUID | SETGID | NET_BIND_SERVICE)
  assert.deepEqual(inChild('shrink'), {
    shrunk: true,
    effective: kept,
    permitted: kept,
    inheritable: '0',
    bounding: kept,
    noNewPrivileges: true,
    canSwitch: true,
    ranAs: [0, 2001, 0, 2001],
    after: [0, 0, 0, 0],
    again: true,
    effectiveAfterAgain: String(SETUID | SETGID),
  })
})

test('a server that was not started as root acts as itself, and has nothing to give up', { skip: needsRoot }, () => {
  assert.deepEqual(inChildAs(2001, 'unprivileged'), {
    canSwitch: false,
    canBindLowPorts: false,
    became: 'EPERM',
    shrunk: true,
    ranAs: Array(4).fill(2001),
  })
})

for (const where of ['main', 'worker']) {
  test(`a ${where} thread that cannot leave an identity ends, before anything else runs on it`, {
    skip: needsRoot,
  }, () => {
    const { stdout, stderr, status, signal } = spawnChild('leave-fails', [where])
    // A worker whose uids are gone cannot end by itself on Node 24: the process is aborted, which is as safe.
    const aborted = where === 'worker' && stdout === '' && status !== 0 && signal !== null
    assert.ok(aborted || stdout === '{"code":1,"wentOn":0}\n', `${stdout} ${status} ${signal}`)
    // What a thread wrote last is lost with the process.
    if (!aborted) assert.match(stderr, /cannot switch identity: Operation not permitted/)
  })
}
