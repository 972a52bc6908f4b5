import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IpAddress } from '../../lib/core/units.ts'
import { advertisedAddress, ForcedAddress, peerName, printableHost } from '../../lib/server/greeting-addresses.ts'

const address = (text: string): IpAddress => {
  const parsed = IpAddress.parse(text)
  assert.ok(parsed.ok)
  return parsed.value
}

test('characters that could confuse a log reader become _ (flags.md, -H)', () => {
  assert.equal(printableHost('fe80::1%eth0'), 'fe80::1_eth0')
  assert.equal(printableHost('a(b)@c [x]'), 'a_b__c__x_')
  assert.equal(printableHost('client-1.example.net'), 'client-1.example.net')
})

const named = () => Promise.resolve('client.example.net')

test('the peer has its name, its address without one, and its address under -H', async () => {
  const peer = address('192.0.2.1')
  assert.equal(await peerName({ dontresolve: false }, peer, named), 'client.example.net')
  assert.equal(await peerName({ dontresolve: true }, peer, named), '192.0.2.1')
  assert.equal(await peerName({ dontresolve: false }, peer, () => Promise.resolve(undefined)), '192.0.2.1')
})

test('a name server that does not answer costs a second at most', async (t) => {
  t.diagnostic('waits for the real limit')
  const start = performance.now()
  // The limit alone must not keep a process alive, so something else has to.
  const alive = setInterval(() => {}, 100)
  try {
    assert.equal(await peerName({ dontresolve: false }, address('192.0.2.1'), () => new Promise(() => {})), '192.0.2.1')
    assert.ok(performance.now() - start < 3000)
  } finally {
    clearInterval(alive)
  }
})

test('-P is announced, except a loopback one to clients from elsewhere (users-want.md 1)', () => {
  const [local, remote, forced] = [address('172.17.0.2'), address('192.0.2.9'), address('203.0.113.5')]
  assert.equal(advertisedAddress(undefined, remote, local), local)
  assert.equal(advertisedAddress(forced, remote, local), forced)
  assert.equal(advertisedAddress(address('127.0.0.1'), remote, local), local)
  assert.equal(advertisedAddress(address('127.0.0.1'), address('127.0.0.1'), local), '127.0.0.1')
})

test('-P is resolved again after a while, at once after a failure, and IPv6 does not count', async () => {
  const answers = ['192.0.2.1', '192.0.2.2', undefined, '2001:db8::1', '192.0.2.3']
  let asked = 0
  const forced = new ForcedAddress('ftp.example.net', () => Promise.resolve(answers[asked++]))
  assert.equal(await forced.current(0), '192.0.2.1')
  assert.equal(await forced.current(30_000), '192.0.2.1')
  assert.equal(await forced.current(30_001), '192.0.2.2')
  assert.equal(await forced.current(90_000), undefined)
  assert.equal(await forced.current(90_001), undefined)
  assert.equal(await forced.current(90_002), '192.0.2.3')
})

test('an empty -P has no address', async () => {
  assert.equal(await new ForcedAddress('').current(), undefined)
})
