import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymousPolicy } from '../../lib/control/anonymous-policy.ts'
import type { IpAddress } from '../../lib/core/units.ts'
import { configOf } from '../config/fixtures/compile.ts'

const CASES: readonly (readonly [readonly string[], string, string])[] = [
  [['-E'], '127.0.0.1', 'forbidden'],
  [['-V', '10.9.8.7'], '10.9.8.7', 'allowed'],
  [['-V', '10.9.8.7'], '127.0.0.1', 'only'],
  [['-E', '-V', '10.9.8.7'], '10.9.8.7', 'forbidden'],
  [['-E', '-V', '10.9.8.7'], '127.0.0.1', 'only'],
  [['-E', '-V', '10.9.8.7'], '::1', 'only'],
  [['-E', '-V', '0:0:0:0:0:0:0:1'], '::1', 'forbidden'],
  [['-E', '-V', '::ffff:10.9.8.7'], '10.9.8.7', 'forbidden'],
]
for (const [argv, local, policy] of CASES) {
  test(`${argv.join(' ')}, connected to ${local}`, () => {
    assert.equal(anonymousPolicy(configOf(...argv), local as IpAddress), policy)
  })
}
