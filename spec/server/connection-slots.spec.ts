import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IpAddress } from '../../lib/core/units.ts'
import { ConnectionSlots } from '../../lib/server/connection-slots.ts'

const address = (text: string): IpAddress => {
  const parsed = IpAddress.parse(text)
  assert.ok(parsed.ok)
  return parsed.value
}
const a = address('192.0.2.1')
const b = address('192.0.2.2')

test('the total is asked before the address (flags.md §7)', () => {
  const slots = new ConnectionSlots({ total: 1, perAddress: 1 })
  assert.equal(typeof slots.take(a), 'object')
  assert.equal(slots.take(a), 'server-full')
})

test('each address has its own count', () => {
  const slots = new ConnectionSlots({ total: 10, perAddress: 1 })
  slots.take(a)
  assert.equal(slots.take(a), 'address-full')
  assert.equal(typeof slots.take(b), 'object')
})

test('a slot is given back once, and leaves nothing behind', () => {
  const slots = new ConnectionSlots({ total: 10, perAddress: 2 })
  const first = slots.take(a)
  const second = slots.take(a)
  assert.ok(typeof first === 'object' && typeof second === 'object')
  first[Symbol.dispose]()
  first[Symbol.dispose]()
  assert.deepEqual([slots.total, slots.from(a)], [1, 1])
  second[Symbol.dispose]()
  assert.deepEqual([slots.total, slots.from(a)], [0, 0])
})

test('IPv4-mapped peers count as IPv4', () => {
  assert.equal(address('::ffff:192.0.2.1'), a)
})
