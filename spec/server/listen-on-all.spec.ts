import assert from 'node:assert/strict'
import { test } from 'node:test'
import { err, ok } from '../../lib/core/result.ts'
import { IpAddress } from '../../lib/core/units.ts'
import { kernelError } from '../../lib/kernel/errno.ts'
import { type BindAddress, bindAddresses } from '../../lib/server/bind-addresses.ts'
import { listenOnAll, listenProblem } from '../../lib/server/listen-on-all.ts'

const config = { bind: { host: undefined, port: '0' }, ipv4only: false, ipv6only: false }

async function everywhere(port: string): Promise<readonly BindAddress[]> {
  const found = await bindAddresses({ ...config, bind: { host: undefined, port } }, true)
  assert.ok(found.ok)
  return found.value
}

/** A kernel whose random ports are 1000, 1001 … and where some ports are taken on IPv6. */
function sockets(takenOnIpv6: readonly number[]) {
  const open = new Set<string>()
  let next = 1000
  return {
    open,
    listen: (address: IpAddress, asked: number) => {
      if (IpAddress.family(address) === 6 && takenOnIpv6.includes(asked)) return err(kernelError('EADDRINUSE'))
      const port = asked === 0 ? next++ : asked
      open.add(`${address} ${port}`)
      return ok({ address, port })
    },
    close: ({ address, port }: { address: IpAddress; port: number }) => void open.delete(`${address} ${port}`),
  }
}

test('port 0 is one port on both families, whichever is free on both', async () => {
  const { open, listen, close } = sockets([1000, 1001])
  const outcome = await listenOnAll(await everywhere('0'), listen, close)
  assert.ok(outcome.ok)
  assert.deepEqual([...open], ['0.0.0.0 1002', ':: 1002'])
})

test('a port that is busy on one family is a failure as a whole, and nothing stays open', async () => {
  const { open, listen, close } = sockets([2121])
  const outcome = await listenOnAll(await everywhere('2121'), listen, close)
  assert.ok(!outcome.ok)
  assert.equal(outcome.error.at.address, '::')
  assert.deepEqual([...open], [])
})

test('random ports are not tried for ever', async () => {
  const { open, listen, close } = sockets(Array.from({ length: 100 }, (_, i) => 1000 + i))
  const outcome = await listenOnAll(await everywhere('0'), listen, close)
  assert.ok(!outcome.ok)
  assert.deepEqual([...open], [])
})

test('a failure names the flag, the address and what would be right', async () => {
  const [at] = await everywhere('21')
  assert.ok(at)
  const flags = { ...config, bind: { host: undefined, port: '21' } }
  assert.deepEqual(listenProblem(flags, at, kernelError('EADDRINUSE')), {
    text: 'Unable to start a standalone server: Address already in use (-S 21: 0.0.0.0:21)',
    hint: 'another program listens on port 21: stop it, or choose another port with -S',
  })
  assert.match(listenProblem(flags, at, kernelError('EACCES')).hint, /need root .* -S 2121$/)
  assert.match(
    listenProblem(flags, at, kernelError('EADDRNOTAVAIL')).hint,
    /0\.0\.0\.0 is not an address of this machine/,
  )
})
