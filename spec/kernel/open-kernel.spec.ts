import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openKernel } from '../../lib/kernel/open-kernel.ts'

test('a thread has one Linux kernel: two would not know of each other’s identities', {
  skip: process.platform === 'linux' ? false : 'Linux only',
}, () => {
  assert.equal(openKernel(), openKernel())
  assert.equal(openKernel().name, 'linux')
  assert.equal(openKernel().weakness, undefined)
})

test('the portable kernel is there when asked for', () => {
  assert.equal(openKernel({ portable: true }).name, 'portable')
})
