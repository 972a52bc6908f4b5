import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { PassivePorts } from '../../lib/transfer/passive-ports.ts'

const poolOf = (first: number, last: number): PassivePorts =>
  new PassivePorts({ first, last }, PassivePorts.memoryFor({ first, last }))

test('every port of the range is offered, the last one too, and none twice', () => {
  for (const last of [30000, 30009, 30031, 30032, 30063]) {
    const pool = poolOf(30000, last)
    const taken = [...pool.free()].map(({ port }) => port)
    assert.deepEqual(
      taken.toSorted((a, b) => a - b),
      Array.from({ length: last - 30000 + 1 }, (_, i) => 30000 + i),
    )
    assert.equal(pool.inUse, taken.length)
  }
})

test('an exhausted range offers nothing until a lease is given back', () => {
  const pool = poolOf(30000, 30001)
  const [first] = [...pool.free()]
  assert.deepEqual([...pool.free()], [])
  first?.[Symbol.dispose]()
  assert.equal([...pool.free()][0]?.port, first?.port)
})

test('a lease is given back once, however often it is disposed of', () => {
  const pool = poolOf(30000, 30000)
  const [old] = [...pool.free()]
  old?.[Symbol.dispose]()
  const [current] = [...pool.free()]
  old?.[Symbol.dispose]()
  assert.equal(pool.inUse, 1)
  current?.[Symbol.dispose]()
  assert.equal(pool.inUse, 0)
})

test('threads that take and give the same ports at once never share one', async () => {
  const range = { first: 30000, last: 30003 }
  const memory = PassivePorts.memoryFor(range)
  // Each slot counts who believes to hold the port.
  const holders = new SharedArrayBuffer(16)
  const source = `
    import { workerData } from 'node:worker_threads'
    const { PassivePorts } = await import(workerData.module)
    const pool = new PassivePorts(workerData.range, workerData.memory)
    const holders = new Int32Array(workerData.holders)
    for (let round = 0; round < 20000; round++) {
      for (const lease of pool.free()) {
        if (Atomics.add(holders, lease.port - 30000, 1) !== 0) throw new Error('shared port ' + lease.port)
        Atomics.sub(holders, lease.port - 30000, 1)
        lease[Symbol.dispose]()
        break
      }
    }`
  const module = new URL('../../lib/transfer/passive-ports.js', import.meta.url).href
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
        workerData: { module, range, memory, holders },
      })
      worker.once('error', reject)
      worker.once('exit', () => resolve())
    })
  await Promise.all([run(), run(), run()])
  assert.equal(new PassivePorts(range, memory).inUse, 0)
})
